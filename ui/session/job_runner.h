#pragma once

#include "core/base/error.h"
#include "core/base/progress.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>

#include <compare>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace counterpart::session {

/// What a job is for. A newer job of the same key makes the older one's answer stale.
enum class JobKind {
    OpenFiles,
    AnalysePair,
    Rematch,
    Inform,
    AnalyseAllLayers,
    Derive,
    BuildMatrices,
    LoadGallery,
    LoadInspector,
    WriteFigure
};

using JobId = int;

enum class JobOutcome { Done, Cancelled, Failed };

/// Why a job failed.
struct JobFailure
{
    QString message;
    core::Remedy remedy = core::Remedy::None;

    /// For those who only tell it.
    operator const QString&() const { return message; } // NOLINT(google-explicit-constructor)
};

/// The only way to leave the GUI thread.
///
/// Work runs on a pool thread and captures by value; it gets a core::Progress. `done` runs on the
/// GUI thread with its result, and only if the receiver still lives and no newer job of the same
/// kind was started for it. Starting a job cancels the older one of the same kind and receiver.
/// A cancelled job is not a failed one; an exception ends here, as the message of failed().
/// The destructor cancels everything and waits.
class JobRunner : public QObject
{
    Q_OBJECT

public:
    explicit JobRunner(QObject* parent = nullptr);
    ~JobRunner() override;

    using Failed = std::function<void(const JobFailure& failure)>;

    /// Starts work(Progress) -> Result; afterwards done(Result), or failed(failure), which may take
    /// the message alone.
    template <class Work, class Done>
    JobId start(JobKind kind, const QString& title, QObject* receiver, Work work, Done done,
                Failed failed = {});

    void cancel(JobId id);
    void cancelKind(JobKind kind, const QObject* receiver);
    void cancelAll();
    bool isIdle() const { return m_jobs.empty(); }

signals:
    void started(counterpart::session::JobId id, const QString& title);
    void progressed(counterpart::session::JobId id, double fraction, const QString& stage);
    /// After the last word of a job; `message` tells why it failed and is empty otherwise.
    void finished(counterpart::session::JobId id, counterpart::session::JobOutcome outcome,
                  const QString& message);

private:
    using Slot = std::pair<JobKind, const QObject*>;
    /// Runs on the GUI thread after the work; empty where the work did not come to its end.
    using Finish = std::function<void()>;

    struct Job
    {
        Slot slot;
        std::stop_source stop;
        QPointer<QObject> receiver;
        Failed failed;
    };

    JobId launch(JobKind kind, const QString& title, QObject* receiver, Failed failed,
                 std::function<Finish(const core::Progress&)> work);
    void run(JobId id, const core::Progress& progress,
             const std::function<Finish(const core::Progress&)>& work);
    void conclude(JobId id, JobOutcome ended, const Finish& finish, const JobFailure& failure);
    /// Calls it on the GUI thread, in the order of posting, while this lives.
    void post(std::function<void()> call);
    bool event(QEvent* event) override;

    std::map<JobId, Job> m_jobs;
    std::map<Slot, JobId> m_newest;
    JobId m_nextId = 1;
    std::mutex m_mutex;
    std::deque<std::function<void()>> m_posted; ///< under m_mutex; an event each
    QThreadPool m_pool;
};

template <class Work, class Done>
JobId JobRunner::start(JobKind kind, const QString& title, QObject* receiver, Work work, Done done,
                       Failed failed)
{
    return launch(
        kind, title, receiver, std::move(failed),
        [work = std::move(work), done = std::move(done)](const core::Progress& progress) -> Finish {
            auto result = std::make_shared<decltype(work(progress))>(work(progress));
            return [result, done] { done(std::move(*result)); };
        });
}

} // namespace counterpart::session
