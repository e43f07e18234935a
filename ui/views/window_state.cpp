#include "ui/views/window_state.h"

#include "session/study_keeper.h"
#include "ui/views/control_restorer.h"
#include "ui/views/control_state.h"
#include "ui/views/linked_view.h"
#include "ui/views/workspaces.h"

namespace counterpart::ui {

namespace {

/// Of controls that are being restored, what they are going to be.
QJsonObject wantedControls(const QWidget& view)
{
    QJsonObject state = controlState(view);
    if (const ControlRestorer* restorer = ControlRestorer::of(view)) {
        const QJsonObject& wanted = restorer->controls();
        for (auto one = wanted.begin(); one != wanted.end(); ++one)
            state[one.key()] = one.value();
    }
    return state;
}

} // namespace

WindowState::WindowState(session::StudyKeeper& keeper, Workspaces& workspaces,
                         session::JobRunner& jobs, QObject* parent)
    : QObject(parent),
      m_jobs(jobs),
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
        if (!m_controls.contains(name)) // else they wait for the workspace to be shown
            controls[name] = wantedControls(*view);
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
    new ControlRestorer(*m_workspaces.currentView(),
                        m_controls.take(m_workspaces.currentName()).toObject(), m_jobs);
}

} // namespace counterpart::ui
