#pragma once

#include "session/analysis_controller.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace counterpart::session {

/// What DerivedResult tells, apart from the types of the result and its options.
class DerivedResultBase : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Empty, ///< nothing was asked for since the pair's result changed
        Running,
        Ready, ///< the result answers the last request
        Cancelled,
        Failed
    };

    using QObject::QObject;

    State state() const { return m_state; }
    /// Why there is no result, if the state is Failed.
    const QString& failure() const { return m_failure; }

signals:
    /// State or result have changed.
    void changed();

protected:
    void setState(State state, const QString& failure = {});

private:
    State m_state = State::Empty;
    QString m_failure;
};

/// An analysis that follows from the pair's result under options of its own: sparse mapping,
/// clusters, … A view asks for it when it is shown (nothing dear starts by itself); the job runs
/// behind it, and answers that were given stay for as long as the pair's result does.
///
/// While a newer request runs, result() is still the answer to the older one, of the same pair, and
/// answered() says to which options: a slider redraws at once and never mislabels. When the pair's
/// result changes, the answer is gone.
///
///     DerivedResult<core::SpectralClusters, core::ClusterOptions> clusters(
///         controller, jobs, tr("Clustering units"),
///         [](const PairResult& pair, const core::ClusterOptions& options,
///            const core::Progress& progress) { return core::cluster(…); });
///     clusters.request(options);   // changed() follows, once or more
///
/// `Options` is copyable and comparable. The work runs on a worker thread and captures by value.
template <class Result, class Options>
class DerivedResult : public DerivedResultBase
{
public:
    using ResultPtr = std::shared_ptr<const Result>;
    using Work = std::function<Result(const PairResult&, const Options&, const core::Progress&)>;

    DerivedResult(AnalysisController& controller, JobRunner& jobs, QString title, Work work,
                  QObject* parent = nullptr)
        : DerivedResultBase(parent),
          m_controller(controller),
          m_jobs(jobs),
          m_title(std::move(title)),
          m_work(std::move(work))
    {
        connect(&controller, &AnalysisController::currentChanged, this, [this] { follow(); });
        connect(&jobs, &JobRunner::finished, this, [this](JobId id, JobOutcome outcome) {
            if (id == m_job && outcome == JobOutcome::Cancelled && state() == State::Running)
                setState(State::Cancelled);
        });
    }

    /// Answers from what was computed before, or starts the job. Without a result of the pair it
    /// does nothing.
    void request(const Options& options);

    const ResultPtr& result() const { return m_result; }
    /// The options that result() answers; meaningless without a result.
    const Options& answered() const { return m_answered; }

private:
    struct Answer
    {
        std::weak_ptr<const core::LayerPairAnalysis> analysis;
        MatchingPtr matching;
        Options options;
        ResultPtr result;
    };
    /// Enough for walking to and fro between a few settings.
    static constexpr std::size_t kKeptAnswers = 12;

    void follow();
    void start(const Options& options);
    void show(const Options& options, ResultPtr result);
    ResultPtr find(const Options& options) const;

    AnalysisController& m_controller;
    JobRunner& m_jobs;
    QString m_title;
    Work m_work;
    JobId m_job = 0;
    Options m_requested{};
    Options m_answered{};
    ResultPtr m_result;
    AnalysisPtr m_analysis; ///< what result() and the running job belong to
    MatchingPtr m_matching;
    std::vector<Answer> m_answers; ///< oldest first
};

template <class Result, class Options>
void DerivedResult<Result, Options>::request(const Options& options)
{
    const PairResult& pair = m_controller.current();
    if (!pair)
        return;
    const bool isAsked = state() == State::Running && m_requested == options;
    const bool isAnswered = state() == State::Ready && m_answered == options;
    if (isAsked || isAnswered)
        return;
    m_requested = options;
    m_analysis = pair.analysis;
    m_matching = pair.matching;
    if (ResultPtr known = find(options)) {
        m_jobs.cancelKind(JobKind::Derive, this);
        show(options, std::move(known));
        return;
    }
    start(options);
}

template <class Result, class Options>
void DerivedResult<Result, Options>::follow()
{
    const PairResult& pair = m_controller.current();
    if (pair.analysis == m_analysis && pair.matching == m_matching)
        return;
    m_jobs.cancelKind(JobKind::Derive, this);
    m_job = 0;
    m_analysis = nullptr;
    m_matching = nullptr;
    m_result = nullptr;
    setState(State::Empty);
}

template <class Result, class Options>
void DerivedResult<Result, Options>::start(const Options& options)
{
    m_job = m_jobs.start(
        JobKind::Derive, m_title, this,
        [work = m_work, pair = m_controller.current(), options](const core::Progress& progress) {
            return std::make_shared<const Result>(work(pair, options, progress));
        },
        [this, options](ResultPtr result) {
            if (m_answers.size() == kKeptAnswers)
                m_answers.erase(m_answers.begin());
            m_answers.push_back({m_analysis, m_matching, options, result});
            show(options, std::move(result));
        },
        [this](const QString& message) { setState(State::Failed, message); });
    setState(State::Running);
}

template <class Result, class Options>
void DerivedResult<Result, Options>::show(const Options& options, ResultPtr result)
{
    m_answered = options;
    m_result = std::move(result);
    setState(State::Ready);
}

template <class Result, class Options>
typename DerivedResult<Result, Options>::ResultPtr
DerivedResult<Result, Options>::find(const Options& options) const
{
    for (const Answer& answer : m_answers) {
        if (answer.analysis.lock() == m_analysis && answer.matching == m_matching &&
            answer.options == options)
            return answer.result;
    }
    return nullptr;
}

} // namespace counterpart::session
