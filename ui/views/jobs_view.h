#pragma once

#include "session/jobs_model.h"

#include <QTreeView>

namespace counterpart::ui {

/// Running jobs with stage, progress, time left and a cancel button; failed ones with their reason.
class JobsView : public QTreeView
{
    Q_OBJECT

public:
    JobsView(session::JobsModel& model, session::JobRunner& runner, QWidget* parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// Cancels a running job, removes a failed one.
    void stop(const QModelIndex& row);
    void addButtons(int first, int last);

    session::JobsModel& m_model;
    session::JobRunner& m_runner;
};

} // namespace counterpart::ui
