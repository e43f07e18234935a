#pragma once

#include "session/derived_result.h"
#include "session/result_drawer.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace counterpart::session {

/// An analysis of whole networks, apart from the layer pair that is looked at: a view asks for it
/// by a key that holds all it depends on, and the job runs behind it. The answer stays until
/// another key is answered or clear() is called; while a newer request runs, result() is the older
/// answer, and answered() says to what.
///
/// `Key` is copyable and comparable. The work runs on a worker thread.
template <class Result, class Key>
class RequestedResult : public DerivedResultBase
{
public:
    using ResultPtr = std::shared_ptr<const Result>;
    using Work = std::function<ResultPtr(const Key&, const core::Progress&)>;

    RequestedResult(JobRunner& jobs, QString title, Work work, QObject* parent = nullptr)
        : DerivedResultBase(parent),
          m_jobs(jobs),
          m_title(std::move(title)),
          m_work(std::move(work))
    {
        connect(&jobs, &JobRunner::finished, this, [this](JobId id, JobOutcome outcome) {
            if (id == m_job && outcome == JobOutcome::Cancelled && state() == State::Running)
                setState(State::Cancelled);
        });
    }

    /// Does nothing where that is being computed or is there.
    void request(const Key& key);
    /// The same where the answer is kept there already, so that nobody need ask for it; not again
    /// where that was cancelled or has failed.
    void requestKept(const Key& key, const DrawerPlace& place);
    void clear();
    /// Whether result() is what this key asks for.
    bool isAnswered(const Key& key) const { return m_result && m_answered == key; }
    /// Whether this key is being computed.
    bool isRunning(const Key& key) const { return state() == State::Running && m_requested == key; }

    const ResultPtr& result() const { return m_result; }
    const std::optional<Key>& answered() const { return m_answered; }

private:
    JobRunner& m_jobs;
    QString m_title;
    Work m_work;
    JobId m_job = 0;
    std::optional<Key> m_requested;
    std::optional<Key> m_answered;
    ResultPtr m_result;
};

template <class Result, class Key>
void RequestedResult<Result, Key>::request(const Key& key)
{
    if (isAnswered(key) && state() == State::Ready)
        return;
    if (state() == State::Running && m_requested == key)
        return;
    m_requested = key;
    m_job = m_jobs.start(
        JobKind::Derive, m_title, this,
        [work = m_work, key](const core::Progress& progress) { return work(key, progress); },
        [this, key](ResultPtr result) {
            m_answered = key;
            m_result = std::move(result);
            setState(State::Ready);
        },
        [this](const QString& message) { setState(State::Failed, message); });
    setState(State::Running);
}

template <class Result, class Key>
void RequestedResult<Result, Key>::requestKept(const Key& key, const DrawerPlace& place)
{
    if (!isAnswered(key) && m_requested != key && place.isTaken())
        request(key);
}

template <class Result, class Key>
void RequestedResult<Result, Key>::clear()
{
    m_jobs.cancelKind(JobKind::Derive, this);
    m_job = 0;
    m_requested.reset();
    m_answered.reset();
    m_result = nullptr;
    setState(State::Empty);
}

} // namespace counterpart::session
