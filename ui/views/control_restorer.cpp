#include "ui/views/control_restorer.h"

#include "session/job_runner.h"
#include "ui/views/control_state.h"

#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QShortcutEvent>

#include <utility>

namespace counterpart::ui {

namespace {

constexpr int kTurnMs = 50;
constexpr int kQuietTurns = 10;
/// A control that goes back by itself is left alone after as many attempts.
constexpr int kMostChanges = 8;

bool isModifier(int key)
{
    return key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt ||
           key == Qt::Key_Meta || key == Qt::Key_AltGr;
}

/// Whether the user may have changed something. To save is none: what is to be restored is saved.
bool isAct(const QEvent& event)
{
    switch (event.type()) {
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
        return event.spontaneous();
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride: {
        const auto& key = static_cast<const QKeyEvent&>(event);
        return event.spontaneous() && !isModifier(key.key()) && !key.matches(QKeySequence::Save);
    }
    case QEvent::Shortcut: // never spontaneous, and all that is seen of the key
        return static_cast<const QShortcutEvent&>(event).key() != QKeySequence(QKeySequence::Save);
    default:
        return false;
    }
}

} // namespace

ControlRestorer::ControlRestorer(QWidget& view, QJsonObject controls, session::JobRunner& jobs,
                                 std::vector<QPushButton*> buttons)
    : QObject(nullptr),
      m_view(view),
      m_controls(std::move(controls)),
      m_jobs(jobs),
      m_buttons(std::move(buttons))
{
    if (ControlRestorer* other = of(view))
        other->stop();
    setParent(&view);
    qApp->installEventFilter(this);
    m_timer.setInterval(kTurnMs);
    connect(&m_timer, &QTimer::timeout, this, &ControlRestorer::follow);
    // Once the view has been told of the result.
    QTimer::singleShot(0, this, &ControlRestorer::restore);
    m_timer.start();
}

ControlRestorer* ControlRestorer::of(const QWidget& view)
{
    for (QObject* child : view.children()) {
        auto* restorer = dynamic_cast<ControlRestorer*>(child);
        if (restorer && restorer->m_timer.isActive())
            return restorer;
    }
    return nullptr;
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
    if (press())
        m_quiet = 0;
}

/// Once the controls have held for a turn: what they decide has been told of by then.
bool ControlRestorer::press()
{
    if (m_quiet < 2 || m_buttons.empty())
        return false;
    QPushButton* button = m_buttons.front();
    m_buttons.erase(m_buttons.begin());
    if (button->isVisible() && button->isEnabled())
        button->click();
    return true;
}

void ControlRestorer::stop()
{
    m_timer.stop();
    deleteLater();
}

bool ControlRestorer::eventFilter(QObject* watched, QEvent* event)
{
    if (isAct(*event))
        stop();
    return QObject::eventFilter(watched, event);
}

} // namespace counterpart::ui
