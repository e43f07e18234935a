#pragma once

#include "ui/views/view_context.h"

#include <QObject>

class QLabel;
class QStatusBar;

namespace counterpart::session {
class JobsModel;
}

namespace counterpart::ui {

/// Keeps in the window's status bar what the shown pair consists of and how many jobs run.
class StatusLine : public QObject
{
    Q_OBJECT

public:
    StatusLine(const ViewContext& context, session::JobsModel& jobs, QStatusBar* bar);

private:
    void showSummary();
    void showRunning();

    ViewContext m_context;
    session::JobsModel& m_jobs;
    QLabel* m_summary;
    QLabel* m_running;
};

} // namespace counterpart::ui
