#pragma once

#include "session/requested_result.h"
#include "ui/figures/dynamics_figure.h"
#include "ui/views/linked_view.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;
class QTabWidget;

namespace counterpart::ui {

/// The workspace of training and of time: each layer of a run's checkpoints against itself at the
/// end, every layer against every layer at a checkpoint that a slider chooses, and the outputs of a
/// recurrent layer along its tokens.
class DynamicsView : public LinkedView
{
    Q_OBJECT

public:
    explicit DynamicsView(const ViewContext& context, QWidget* parent = nullptr);

    /// What is shown, or nullptr.
    const RunDynamics* run() const { return m_shown.get(); }
    /// The checkpoint that the slider chooses, from 0.
    std::size_t step() const;

protected:
    void refresh(int changes) override;

private:
    QWidget* makeBar();
    QWidget* makeTraining();
    QWidget* makeMap();
    QWidget* makeSequence();
    DynamicsRequest request() const;
    SequenceRequest sequenceRequest() const;
    bool isAnswered() const;
    core::Measure measure() const;
    StepAxis axis() const;
    void listRuns();
    void compare();
    void follow();
    void forget();
    void showRun();
    void showCurves();
    void showStep();
    void clear(const QString& message);
    void moveTo(plots::Point point);
    void openCell(const session::Units& cell);
    void compareSequence();
    void followSequenceResult();

    session::RequestedResult<RunDynamics, DynamicsRequest> m_run;
    session::RequestedResult<core::SequenceTime, SequenceRequest> m_sequence;
    std::vector<TrainingRun> m_runs;
    std::shared_ptr<const RunDynamics> m_shown;

    // The plots belong to their widgets.
    plots::XyPlot* m_curves;
    plots::MapPlot* m_map;
    plots::XyPlot* m_tokens;
    PlotWidget* m_curvesWidget;
    PlotWidget* m_mapWidget;
    PlotWidget* m_tokensWidget;
    QTabWidget* m_tabs;
    QComboBox* m_runBox;
    QComboBox* m_measure;
    QComboBox* m_positions;
    QComboBox* m_axis;
    QPushButton* m_compare;
    QSlider* m_step;
    QLabel* m_stepLabel;
    QSpinBox* m_period;
    QPushButton* m_compareTokens;
};

} // namespace counterpart::ui
