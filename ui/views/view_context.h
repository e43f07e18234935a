#pragma once

namespace counterpart::session {
class AnalysisController;
class AppSettings;
class JobRunner;
class MatrixSettings;
class Selection;
class Session;
class UnitFilter;
} // namespace counterpart::session

namespace counterpart::ui {

/// What every view may use. Views share nothing else and do not know one another.
struct ViewContext
{
    session::Session& session;
    session::AnalysisController& controller;
    session::Selection& selection;
    session::UnitFilter& filter;
    session::MatrixSettings& matrices;
    session::JobRunner& jobs;
    session::AppSettings& settings;
};

} // namespace counterpart::ui
