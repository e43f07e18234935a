#include "session/job_runner.h"

#include "core/base/error.h"
#include "core/base/happens_before.h"

#include <QCoreApplication>
#include <QEvent>
#include <QThread>

#include <algorithm>
#include <new>

namespace counterpart::session {

namespace {

/// There is a call for the GUI thread.
constexpr QEvent::Type kPosted = QEvent::User;

/// From the GUI thread to a job. Not a member: what is handed over must not be read before.
constinit core::HappensBefore toJob;

} // namespace

JobRunner::JobRunner(QObject* parent) : QObject(parent)
{
    // Jobs mostly wait for a file or run parallel loops of their own: two cores still get four.
    m_pool.setMaxThreadCount(std::max(4, QThread::idealThreadCount()));
}

JobRunner::~JobRunner()
{
    cancelAll();
    m_pool.waitForDone();
}

void JobRunner::cancel(JobId id)
{
    if (const auto job = m_jobs.find(id); job != m_jobs.end())
        job->second.stop.request_stop();
}

void JobRunner::cancelKind(JobKind kind, const QObject* receiver)
{
    if (const auto newest = m_newest.find({kind, receiver}); newest != m_newest.end())
        cancel(newest->second);
}

void JobRunner::cancelAll()
{
    for (auto& [id, job] : m_jobs)
        job.stop.request_stop();
}

JobId JobRunner::launch(JobKind kind, const QString& title, QObject* receiver, Failed failed,
                        std::function<Finish(const core::Progress&)> work)
{
    cancelKind(kind, receiver);
    const JobId id = m_nextId++;
    const Slot slot{kind, receiver};
    Job& job = m_jobs[id];
    job = {slot, std::stop_source{}, receiver, std::move(failed)};
    m_newest[slot] = id;
    emit started(id, title);

    const core::Progress progress(job.stop.get_token(), [this, id](double fraction,
                                                                   std::string_view stage) {
        post([this, id, fraction, name = QString::fromUtf8(stage.data(), qsizetype(stage.size()))] {
            emit progressed(id, fraction, name);
        });
    });
    toJob.release();
    m_pool.start([this, id, progress, work = std::move(work)] {
        toJob.acquire();
        run(id, progress, work);
    });
    return id;
}

void JobRunner::run(JobId id, const core::Progress& progress,
                    const std::function<Finish(const core::Progress&)>& work)
{
    JobOutcome outcome = JobOutcome::Done;
    Finish finish;
    JobFailure failure;
    try {
        progress.checkpoint();
        finish = work(progress);
    } catch (const core::Cancelled&) {
        outcome = JobOutcome::Cancelled;
    } catch (const std::bad_alloc&) {
        outcome = JobOutcome::Failed;
        failure.message = tr("There is not enough memory for this.");
    } catch (const core::Error& error) {
        outcome = JobOutcome::Failed;
        failure = {QString::fromUtf8(error.what()), error.remedy()};
    } catch (const std::exception& error) {
        outcome = JobOutcome::Failed;
        failure.message = QString::fromUtf8(error.what());
    }
    post([this, id, outcome, finish = std::move(finish), failure] {
        conclude(id, outcome, finish, failure);
    });
}

void JobRunner::post(std::function<void()> call)
{
    {
        const std::lock_guard lock(m_mutex);
        m_posted.push_back(std::move(call));
    }
    QCoreApplication::postEvent(this, new QEvent(kPosted));
}

bool JobRunner::event(QEvent* event)
{
    if (event->type() != kPosted)
        return QObject::event(event);
    std::unique_lock lock(m_mutex);
    const std::function<void()> call = std::move(m_posted.front());
    m_posted.pop_front();
    lock.unlock();
    call();
    return true;
}

void JobRunner::conclude(JobId id, JobOutcome ended, const Finish& finish,
                         const JobFailure& failure)
{
    const auto node = m_jobs.extract(id);
    if (node.empty())
        return;
    const Job& job = node.mapped();
    // Whatever came of it, nobody waits any longer for a job that was asked to stop.
    const bool wasStopped = job.stop.stop_requested();
    const JobOutcome outcome = wasStopped ? JobOutcome::Cancelled : ended;
    const QString message = wasStopped ? QString() : failure.message;
    const auto newest = m_newest.find(job.slot);
    const bool isNewest = newest != m_newest.end() && newest->second == id;
    if (isNewest)
        m_newest.erase(newest);

    if (isNewest && job.receiver) {
        if (outcome == JobOutcome::Done)
            finish();
        else if (outcome == JobOutcome::Failed && job.failed)
            job.failed(failure);
    }
    emit finished(id, outcome, message);
}

} // namespace counterpart::session
