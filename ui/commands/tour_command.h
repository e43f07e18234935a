#pragma once

#include "ui/commands/command.h"

class QMainWindow;

namespace counterpart::session {
class AppSettings;
}

namespace counterpart::ui {

/// Goes through the parts of the window; once by itself, when the program is first started.
class TourCommand : public Command
{
    Q_OBJECT

public:
    TourCommand(session::AppSettings& settings, QMainWindow* window);

    /// Runs unless the tour was shown before, in this run or another.
    void runOnce();

protected:
    void run() override;

private:
    session::AppSettings& m_settings;
    QMainWindow* m_window;
};

} // namespace counterpart::ui
