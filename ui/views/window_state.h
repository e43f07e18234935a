#pragma once

#include <QJsonObject>
#include <QObject>

namespace counterpart::session {
class JobRunner;
class StudyKeeper;
} // namespace counterpart::session

namespace counterpart::ui {

class Workspaces;

/// What a study keeps of the window itself: the workspace, and the controls of each workspace that
/// was shown. A workspace that is opened from a study gets its controls back when it is first
/// shown.
class WindowState : public QObject
{
public:
    WindowState(session::StudyKeeper& keeper, Workspaces& workspaces, session::JobRunner& jobs,
                QObject* parent);

private:
    QJsonObject save();
    void restore(const QJsonObject& state);
    void noteShown();

    session::JobRunner& m_jobs;
    Workspaces& m_workspaces;
    QJsonObject m_controls; ///< of workspaces by their names: waiting, or shown no more
};

} // namespace counterpart::ui
