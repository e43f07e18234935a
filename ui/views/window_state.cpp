#include "ui/views/window_state.h"

#include "session/study_keeper.h"
#include "ui/views/control_state.h"
#include "ui/views/linked_view.h"
#include "ui/views/workspaces.h"

#include <QTimer>

namespace counterpart::ui {

WindowState::WindowState(session::StudyKeeper& keeper, Workspaces& workspaces, QObject* parent)
    : QObject(parent),
      m_workspaces(workspaces)
{
    keeper.setWindow([this] { return save(); },
                     [this](const QJsonObject& state) { restore(state); });
    connect(&workspaces, &Workspaces::currentViewChanged, this, &WindowState::noteShown);
}

QJsonObject WindowState::save()
{
    QJsonObject controls = m_controls;
    for (const auto& [name, view] : m_workspaces.namedViews())
        controls[name] = controlState(*view);
    return {{"workspace", m_workspaces.currentName()}, {"controls", controls}};
}

void WindowState::restore(const QJsonObject& state)
{
    m_controls = state["controls"].toObject();
    m_workspaces.showNamed(state["workspace"].toString());
    noteShown();
}

void WindowState::noteShown()
{
    if (!m_workspaces.currentView() || !m_controls.contains(m_workspaces.currentName()))
        return;
    // Once the view has been told of the result, which decides what its controls offer.
    const QString name = m_workspaces.currentName();
    const QJsonObject controls = m_controls.take(name).toObject();
    QTimer::singleShot(
        0, m_workspaces.currentView(),
        [view = m_workspaces.currentView(), controls] { restoreControls(*view, controls); });
}

} // namespace counterpart::ui
