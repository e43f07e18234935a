#include "ui/status_line.h"

#include "models/position_names.h"
#include "session/analysis_controller.h"
#include "session/jobs_model.h"

#include <QLabel>
#include <QStatusBar>

namespace counterpart::ui {

StatusLine::StatusLine(const ViewContext& context, session::JobsModel& jobs, QStatusBar* bar)
    : QObject(bar),
      m_context(context),
      m_jobs(jobs),
      m_summary(new QLabel(bar)),
      m_running(new QLabel(bar))
{
    bar->addPermanentWidget(m_summary);
    bar->addPermanentWidget(m_running);
    connect(&context.controller, &session::AnalysisController::currentChanged, this,
            &StatusLine::showSummary);
    connect(&jobs, &QAbstractItemModel::rowsInserted, this, &StatusLine::showRunning);
    connect(&jobs, &QAbstractItemModel::rowsRemoved, this, &StatusLine::showRunning);
    connect(&jobs, &QAbstractItemModel::dataChanged, this, &StatusLine::showRunning);
}

void StatusLine::showSummary()
{
    const session::PairResult& result = m_context.controller.current();
    if (!result) {
        m_summary->clear();
        return;
    }
    const auto& dead = result.analysis->correlation.dead;
    m_summary->setText(
        tr("%1 samples · dead units: %2 of A, %3 of B · positions: %4")
            .arg(result.analysis->samples())
            .arg(dead.a.size())
            .arg(dead.b.size())
            .arg(models::positionsName(result.analysis->options.pass.policy.positions)));
}

void StatusLine::showRunning()
{
    const int count = m_jobs.runningCount();
    m_running->setText(count > 0 ? tr("%n job(s) running", nullptr, count) : QString());
}

} // namespace counterpart::ui
