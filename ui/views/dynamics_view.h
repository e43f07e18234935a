#pragma once

#include "session/requested_result.h"
#include "ui/figures/dynamics_figure.h"
#include "ui/figures/training_runs.h"
#include "ui/views/linked_view.h"

#include <set>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;
class QTabWidget;

namespace counterpart::ui {

class AskingPage;
class SignalPage;

/// The workspace of training and of time: each layer of a run's checkpoints against itself at the
/// end, with advice from when on it could be frozen; every layer against every layer at a
/// checkpoint that a slider chooses; and pages on signal and noise, on classes and on the tokens of
/// a recurrent layer.
class DynamicsView : public LinkedView
{
    Q_OBJECT

public:
    explicit DynamicsView(const ViewContext& context, QWidget* parent = nullptr);
    ~DynamicsView() override;

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
    void addPage(AskingPage* page, const QString& title, const QString& figure);
    QWidget* makeFreezing();
    void showFreezing();
    void noteAnswer(const QWidget* tab);
    void followShown();
    DynamicsRequest request() const;
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

    session::RequestedResult<RunDynamics, DynamicsRequest> m_run;
    std::vector<core::TrainingRun> m_runs;
    std::shared_ptr<const RunDynamics> m_shown;

    // The plots belong to their widgets.
    plots::XyPlot* m_curves;
    plots::MapPlot* m_map;
    PlotWidget* m_curvesWidget;
    PlotWidget* m_mapWidget;
    QTabWidget* m_tabs;
    QWidget* m_training = nullptr;
    QComboBox* m_runBox;
    QComboBox* m_measure;
    QComboBox* m_positions;
    QComboBox* m_axis;
    QPushButton* m_compare;
    QSlider* m_step;
    QComboBox* m_range;
    QLabel* m_stepLabel;
    QDoubleSpinBox* m_level;
    QLabel* m_freezing;
    QLabel* m_warnings;
    SignalPage* m_signal = nullptr;
    std::vector<AskingPage*> m_askingPages; ///< the signal page among them
    std::set<const QWidget*> m_stale;       ///< tabs that were not shown since something changed
};

} // namespace counterpart::ui
