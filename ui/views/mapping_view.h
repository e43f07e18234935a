#pragma once

#include "session/derived_result.h"
#include "ui/figures/mapping_figure.h"
#include "ui/views/linked_view.h"

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;

namespace counterpart::plots {
class MappingGraphPlot;
class MatrixPlot;
class PathPlot;
} // namespace counterpart::plots

namespace counterpart::ui {

class LinkedUnitsPanel;

/// The workspace of the sparse mapping: its graph, the weights, error and number of weights against
/// the penalty, and what predicts the unit in focus. The whole path is fitted once, in a job; the
/// slider picks a step of it.
class MappingView : public LinkedView
{
    Q_OBJECT

public:
    explicit MappingView(const ViewContext& context, QWidget* parent = nullptr);

    /// The step of the path that is shown, or none while there is no mapping.
    std::optional<std::size_t> step() const;
    const MappingSteps* steps() const { return m_shown.get(); }

protected:
    void refresh(int changes) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeBar();
    QWidget* makeBody();
    void request();
    void loadPictures();
    void followState();
    void showSteps();
    void showStep();
    void showGraph();
    void showMatrices();
    void showPanel();
    void updateSummary();
    void movePenaltyTo(double penalty);
    void chooseInGraph(const session::Units& units, Qt::KeyboardModifiers modifiers);
    void followSelection();
    void focusOn(std::optional<core::UnitRef> unit);
    void setMessages(const QString& message);

    session::DerivedResult<MappingSteps, core::MappingOptions> m_derived;
    std::shared_ptr<const MappingSteps> m_shown; ///< null unless it answers the last request
    core::SidePair<UnitPictureList> m_pictures;
    std::optional<core::UnitRef> m_focus;

    // The plots belong to their widgets.
    plots::MappingGraphPlot* m_graph;
    plots::PathPlot* m_path;
    plots::MatrixPlot* m_raw;
    plots::MatrixPlot* m_permuted;
    PlotWidget* m_graphWidget;
    PlotWidget* m_pathWidget;
    PlotWidget* m_matrixWidget;
    LinkedUnitsPanel* m_panel;
    QComboBox* m_direction;
    QComboBox* m_order;
    QSlider* m_penalty; ///< from the smallest penalty to the largest
    QLabel* m_summary;
    QPushButton* m_retry;
};

} // namespace counterpart::ui
