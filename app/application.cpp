#include "app/application.h"

#include "paint/painter_device.h"
#include "ui/views/theme.h"

#include <utility>

namespace counterpart::app {

namespace {

/// The theme and the figures' font must be there before the first widget is made.
session::AppSettings& prepared(session::AppSettings& settings)
{
    paint::loadFigureFont();
    ui::applyTheme(settings.theme());
    return settings;
}

} // namespace

Application::Application()
    : m_jobsModel(m_jobs),
      m_session(m_jobs),
      m_controller(m_session, m_jobs),
      m_undo(m_selection, m_matrices),
      m_study({m_session, m_matrices, m_selection, m_filter}, m_controller, m_jobs),
      m_window({m_session, m_controller, m_selection, m_filter, m_matrices, m_jobs,
                prepared(m_settings)},
               m_study, m_jobsModel, m_undo.stack())
{
    QObject::connect(&m_controller, &session::AnalysisController::currentChanged, &m_undo,
                     [this] { forgetOtherUnits(); });
    QObject::connect(&m_matrices, &session::MatrixSettings::lookChanged, &m_controller,
                     [this] { m_controller.setReference(m_matrices.look().reference); });
    // The networks that the settings speak of are gone.
    QObject::connect(&m_session, &session::Session::networksChanged, &m_undo, [this] {
        if (m_session.networks().empty())
            m_matrices.setLook(withoutReference(m_matrices.look()));
    });
    // Units of other layers mean something else, and so do the steps that chose them.
    QObject::connect(&m_session, &session::Session::pairChanged, &m_undo, [this] {
        m_selection.clear();
        m_undo.clear();
    });
}

void Application::forgetOtherUnits()
{
    const session::PairResult& result = m_controller.current();
    if (!result)
        return;
    const core::SidePair<std::size_t> counts{result.matching->units.a.size(),
                                             result.matching->units.b.size()};
    const bool samePair = std::exchange(m_shownPair, result.pair) == result.pair;
    const bool sameCounts = std::exchange(m_unitCounts, counts) == counts;
    if (!samePair || sameCounts)
        return;
    m_selection.clear();
    m_undo.clear();
}

} // namespace counterpart::app
