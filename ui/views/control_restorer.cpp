#include "ui/views/control_restorer.h"

#include "session/job_runner.h"
#include "ui/views/control_state.h"

#include <QCoreApplication>
#include <QEvent>

#include <utility>

namespace counterpart::ui {

namespace {

constexpr int kTurnMs = 50;
constexpr int kQuietTurns = 10;
/// A control that goes back by itself is left alone after as many attempts.
constexpr int kMostChanges = 8;

} // namespace

ControlRestorer::ControlRestorer(QWidget& view, QJsonObject controls, session::JobRunner& jobs)
    : QObject(nullptr),
      m_view(view),
      m_controls(std::move(controls)),
      m_jobs(jobs)
{
    for (QObject* child : view.children())
        if (auto* other = dynamic_cast<ControlRestorer*>(child))
            other->stop();
    setParent(&view);
    qApp->installEventFilter(this);
    m_timer.setInterval(kTurnMs);
    connect(&m_timer, &QTimer::timeout, this, &ControlRestorer::follow);
    // Once the view has been told of the result.
    QTimer::singleShot(0, this, &ControlRestorer::restore);
    m_timer.start();
}

void ControlRestorer::restore()
{
    if (!m_timer.isActive())
        return;
    const QJsonObject before = controlState(m_view);
    restoreControls(m_view, m_controls);
    if (controlState(m_view) != before)
        ++m_changes;
}

void ControlRestorer::follow()
{
    if (!m_jobs.isIdle()) {
        m_quiet = 0;
        return;
    }
    if (++m_quiet > kQuietTurns || m_changes > kMostChanges) {
        stop();
        return;
    }
    restore();
}

void ControlRestorer::stop()
{
    m_timer.stop();
    deleteLater();
}

bool ControlRestorer::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    const bool isAct =
        type == QEvent::MouseButtonPress || type == QEvent::KeyPress || type == QEvent::Wheel;
    if (isAct && event->spontaneous())
        stop();
    return QObject::eventFilter(watched, event);
}

} // namespace counterpart::ui
