#include "app/application.h"

#include "paint/painter_device.h"
#include "ui/views/theme.h"

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
      m_window({m_session, m_controller, m_selection, m_filter, m_matrices, m_jobs,
                prepared(m_settings)},
               m_jobsModel, m_undo.stack())
{
    // Units of other layers mean something else, and so do the steps that chose them.
    QObject::connect(&m_session, &session::Session::pairChanged, &m_undo, [this] {
        m_selection.clear();
        m_undo.clear();
    });
}

} // namespace counterpart::app
