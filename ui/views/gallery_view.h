#pragma once

#include "ui/figures/gallery_figure.h"
#include "ui/views/linked_view.h"

class QComboBox;
class QScrollArea;
class QSpinBox;

namespace counterpart::ui {

/// The workspace of the best and worst pairs with filters and top inputs.
class GalleryView : public LinkedView
{
    Q_OBJECT

public:
    explicit GalleryView(const ViewContext& context, QWidget* parent = nullptr);

protected:
    void refresh(int changes) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeBar();
    GalleryOptions options() const;
    void load();
    void fitHeight();

    plots::GalleryPlot* m_plot; ///< of the widget
    PlotWidget* m_widget;
    QScrollArea* m_scroll;
    QSpinBox* m_pairs;
    QComboBox* m_kind;
    QComboBox* m_crops;
};

} // namespace counterpart::ui
