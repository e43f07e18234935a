#pragma once

#include "ui/figures/correlation_figure.h"
#include "ui/views/linked_view.h"

#include <array>

class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLineEdit;

namespace counterpart::ui {

/// The workspace of the four correlation matrices: within A, within B, between, aligned.
class CorrelationView : public LinkedView
{
    Q_OBJECT

public:
    explicit CorrelationView(const ViewContext& context, QWidget* parent = nullptr);

    bool focusSearch() override;

signals:
    /// The matrices of the present result are there, to be painted next.
    void panelsShown();

protected:
    void refresh(int changes) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeBar();
    void addLookControls(QHBoxLayout* layout);
    void showLook();
    void lookEdited();
    void buildPanels();
    void showPanels(CorrelationPanels panels);
    /// Selects the units whose number or name is in the search field.
    void search(const QString& text);

    /// Of the widget.
    std::array<plots::MatrixPlot*, CorrelationPanels::PanelCount> m_plots{};
    PlotWidget* m_widget;
    QComboBox* m_order;
    QComboBox* m_map;
    QComboBox* m_limits;
    QDoubleSpinBox* m_low;
    QDoubleSpinBox* m_high;
    QLineEdit* m_search;
};

} // namespace counterpart::ui
