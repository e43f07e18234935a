#pragma once

#include "models/undo_recorder.h"
#include "session/analysis_controller.h"
#include "session/app_settings.h"
#include "session/job_runner.h"
#include "session/jobs_model.h"
#include "session/matrix_settings.h"
#include "session/selection.h"
#include "session/session.h"
#include "session/study_keeper.h"
#include "session/unit_filter.h"
#include "ui/main_window.h"

#include <cstddef>
#include <optional>

namespace counterpart::app {

/// Makes every long-lived object of the desktop program and hands references on. Members are
/// destroyed from the last to the first, so that the job runner, which waits for its jobs, goes
/// after everything that could start one.
class Application
{
public:
    Application();

    session::AppSettings& settings() { return m_settings; }
    session::Session& session() { return m_session; }
    session::AnalysisController& controller() { return m_controller; }
    session::Selection& selection() { return m_selection; }
    session::MatrixSettings& matrices() { return m_matrices; }
    session::StudyKeeper& study() { return m_study; }
    ui::MainWindow& window() { return m_window; }
    /// No job is running or waiting.
    bool isIdle() const { return m_jobs.isIdle(); }

private:
    /// Under another reading (flattened, other axes) the same numbers are other units.
    void forgetOtherUnits();

    session::AppSettings m_settings;
    session::JobRunner m_jobs;
    session::JobsModel m_jobsModel;
    session::Session m_session;
    session::AnalysisController m_controller;
    session::Selection m_selection;
    session::UnitFilter m_filter;
    session::MatrixSettings m_matrices;
    std::optional<session::LayerPair> m_shownPair;
    core::SidePair<std::size_t> m_unitCounts;
    models::UndoRecorder m_undo;
    session::StudyKeeper m_study;
    ui::MainWindow m_window;
};

} // namespace counterpart::app
