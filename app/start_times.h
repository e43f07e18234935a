#pragma once

#include <QObject>

namespace counterpart::ui {
class MainWindow;
}

namespace counterpart::app {

/// Prints to standard error when the window was first painted and when the four matrices were, in
/// nanoseconds of the monotonic clock, and ends the program after that. Made only where the
/// environment variable COUNTERPART_START_TIMES is set; tests/benchmarks/start_up.py reads it.
class StartTimes : public QObject
{
    Q_OBJECT

public:
    explicit StartTimes(ui::MainWindow& window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    ui::MainWindow& m_window;
    QObject* m_matrices = nullptr; ///< the widget whose next painting shows the matrices
    bool m_windowPainted = false;
};

} // namespace counterpart::app
