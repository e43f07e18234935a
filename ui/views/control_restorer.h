#pragma once

#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <QWidget>

#include <vector>

class QPushButton;

namespace counterpart::session {
class JobRunner;
}

namespace counterpart::ui {

/// Sets the controls of a view to what they were (control_state.h), and again when what the view
/// computes has arrived, which decides what some of them offer; then presses buttons. Ends when no
/// job has run for half a second, or the user does anything but save. One for each view: another
/// takes its place.
class ControlRestorer : public QObject
{
public:
    /// Belongs to the view, as the buttons do. They are pressed one by one, the next when the jobs
    /// of the last are done; those that are hidden or disabled by then are passed over.
    ControlRestorer(QWidget& view, QJsonObject controls, session::JobRunner& jobs,
                    std::vector<QPushButton*> buttons = {});

    /// The one that is at work on the view, or nullptr.
    static ControlRestorer* of(const QWidget& view);
    /// What the controls are going to be set to.
    const QJsonObject& controls() const { return m_controls; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void restore();
    void follow();
    /// Presses the next of the buttons; whether there was one.
    bool press();
    void stop();

    QWidget& m_view;
    QJsonObject m_controls;
    session::JobRunner& m_jobs;
    std::vector<QPushButton*> m_buttons; ///< still to be pressed
    QTimer m_timer;
    int m_changes = 0; ///< how often something had to be set
    int m_quiet = 0;   ///< how often in a row no job was running
};

} // namespace counterpart::ui
