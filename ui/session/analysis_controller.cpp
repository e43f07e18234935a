#include "session/analysis_controller.h"

#include "session/layer_work.h"
#include "session/reference_aligner.h"
#include "session/study_tie.h"

#include <algorithm>
#include <utility>

namespace counterpart::session {

AnalysisController::AnalysisController(Session& session, JobRunner& jobs, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_jobs(jobs),
      m_aligner(std::make_unique<ReferenceAligner>(session, jobs, m_store))
{
    connect(&session, &Session::pairChanged, this, &AnalysisController::follow);
    connect(&session, &Session::optionsChanged, this, &AnalysisController::follow);
    connect(&session, &Session::networksChanged, this, &AnalysisController::follow);
    connect(&jobs, &JobRunner::finished, this, &AnalysisController::noteFinished);
    connect(m_aligner.get(), &ReferenceAligner::changed, this, [this] {
        // What is shown stays, also where the store dropped it since.
        ReferencePtr reference =
            m_state == State::Ready ? m_aligner->orderOf(m_current.pair) : m_current.reference;
        if (m_current.reference != reference) {
            m_current.reference = std::move(reference);
            setState(State::Ready);
        }
        emit referenceChanged();
    });
}

AnalysisController::~AnalysisController() = default;

void AnalysisController::setReference(std::optional<core::NetId> net)
{
    m_aligner->setNetwork(net);
}

void AnalysisController::follow()
{
    if (!m_session.pair()) {
        m_store.clear();
        m_current = {};
        m_jobs.cancelKind(JobKind::AnalysePair, this);
        m_jobs.cancelKind(JobKind::Rematch, this);
        stopInformation();
        setState(State::Empty);
        return;
    }
    const ReadingKey key = readingKey(m_session, *m_session.pair());
    const AnalysisPtr analysis = m_store.analysis(key);
    m_jobs.cancelKind(JobKind::Rematch, this);
    if (m_informationKey &&
        (m_informationKey != key || m_informationOptions != m_session.informationOptions()))
        stopInformation();
    if (!analysis) {
        const bool isAnswered = m_state != State::Ready && m_state != State::Empty;
        if (m_readKey != key || !isAnswered)
            startReading(key);
        return;
    }
    m_jobs.cancelKind(JobKind::AnalysePair, this);
    m_readKey.reset();
    if (m_session.measure() == Measure::Information)
        followInformation(key, analysis);
    else if (m_store.matching(key, m_session.options().matching))
        show(key);
    else
        startMatching(key, analysis);
}

void AnalysisController::retry()
{
    m_readKey.reset();
    m_informationKey.reset();
    follow();
}

void AnalysisController::startReading(const ReadingKey& key)
{
    m_readKey = key;
    setState(State::Running);
    m_job = m_jobs.start(
        JobKind::AnalysePair,
        tr("Comparing %1 with %2")
            .arg(m_session.layerTitle(key.pair.a), m_session.layerTitle(key.pair.b)),
        this,
        [key, options = m_session.options()](const core::Progress& progress) {
            return readPair(key.networks, {key.pair.a.layer, key.pair.b.layer}, options, progress);
        },
        [this, key](AnalysisPtr analysis) {
            m_store.add(key, std::move(analysis));
            emit layersChanged();
            follow();
        },
        [this](const JobFailure& failure) { setState(State::Failed, failure); });
}

void AnalysisController::startMatching(const ReadingKey& key, const AnalysisPtr& analysis)
{
    setState(State::Running);
    const core::MatchingOptions options = m_session.options().matching;
    m_job = m_jobs.start(
        JobKind::Rematch, tr("Matching units"), this,
        [key, analysis, pass = m_session.options().pass,
         options](const core::Progress& progress) -> MatchingPtr {
            const core::StudyPair* pair =
                knownPair(key.networks, {key.pair.a.layer, key.pair.b.layer}, pass);
            if (MatchingPtr known = pair ? knownMatching(*pair, options) : nullptr)
                return known;
            return std::make_shared<const core::Matching>(
                core::rematch(*analysis, options, progress));
        },
        [this, key, options](MatchingPtr matching) {
            m_store.add(key, options, std::move(matching));
            emit layersChanged();
            follow();
        },
        [this](const JobFailure& failure) { setState(State::Failed, failure); });
}

void AnalysisController::followInformation(const ReadingKey& key, const AnalysisPtr& analysis)
{
    if (m_store.information(key, m_session.informationOptions())) {
        show(key);
        return;
    }
    // A cancelled or failed counting of the same waits for retry().
    const bool isAnswered = m_state == State::Cancelled || m_state == State::Failed;
    if (m_informationJob == 0 && m_informationKey && isAnswered)
        return;
    if (m_informationJob == 0)
        startInformation(key, analysis);
    m_job = m_informationJob;
    setState(State::Running);
}

void AnalysisController::requestInformation()
{
    if (!m_current || m_current.information || m_informationJob != 0)
        return;
    startInformation(readingKey(m_session, m_current.pair), m_current.analysis);
    emit informationChanged({});
}

void AnalysisController::startInformation(const ReadingKey& key, const AnalysisPtr& analysis)
{
    m_informationKey = key;
    m_informationOptions = m_session.informationOptions();
    m_informationJob = m_jobs.start(
        JobKind::Inform,
        tr("Mutual information of %1 and %2")
            .arg(m_session.layerTitle(key.pair.a), m_session.layerTitle(key.pair.b)),
        this,
        [key, analysis, options = m_informationOptions](const core::Progress& progress) {
            if (InformationPtr known =
                    knownInformation(key.networks, {key.pair.a.layer, key.pair.b.layer},
                                     analysis->options.pass, options))
                return known;
            return informationOf({key.networks.a.get(), key.networks.b.get()},
                                 {key.pair.a.layer, key.pair.b.layer}, analysis->options.pass,
                                 options, analysis->correlation.dead, progress);
        },
        [this, key](InformationPtr information) {
            m_informationJob = 0;
            m_informationKey.reset();
            m_store.add(key, std::move(information));
            emit layersChanged();
            follow();
        },
        [this](const QString& message) { failInformation(message); });
}

void AnalysisController::failInformation(const QString& message)
{
    m_informationJob = 0;
    if (m_session.measure() == Measure::Information)
        setState(State::Failed, {message});
    emit informationChanged(message);
}

void AnalysisController::stopInformation()
{
    m_jobs.cancelKind(JobKind::Inform, this);
    m_informationKey.reset();
    if (std::exchange(m_informationJob, 0) != 0)
        emit informationChanged({});
}

void AnalysisController::show(const ReadingKey& key)
{
    PairResult result = storedResult(m_session, m_store, key);
    result.reference = m_aligner->orderOf(key.pair);
    const bool isShown =
        m_state == State::Ready && m_current.analysis == result.analysis &&
        m_current.matching == result.matching && m_current.information == result.information &&
        m_current.measure == result.measure && m_current.reference == result.reference;
    if (isShown)
        return;
    m_current = std::move(result);
    setState(State::Ready);
}

void AnalysisController::noteFinished(JobId id, JobOutcome outcome)
{
    if (id == m_informationJob && outcome == JobOutcome::Cancelled) {
        m_informationJob = 0;
        emit informationChanged({});
    }
    if (id == m_job && outcome == JobOutcome::Cancelled && m_state == State::Running)
        setState(State::Cancelled);
}

void AnalysisController::setState(State state, const JobFailure& failure)
{
    if (state != State::Ready)
        m_current = {};
    m_state = state;
    m_failure = failure;
    emit currentChanged();
}

std::vector<PairResult> AnalysisController::layers()
{
    std::vector<PairResult> results;
    for (const LayerPair& pair : commonLayers()) {
        PairResult result = storedResult(m_session, m_store, readingKey(m_session, pair));
        if (result && result.matching)
            results.push_back(std::move(result));
    }
    return results;
}

void AnalysisController::analyseAllLayers()
{
    const LayerOptions options = layerOptions(m_session);
    std::vector<LayerWork> missing;
    for (const LayerPair& pair : commonLayers()) {
        if (!storedResult(m_session, m_store, readingKey(m_session, pair)).matching)
            missing.push_back(workOn(m_session, m_store, pair));
    }
    if (missing.empty())
        return;
    m_jobs.start(
        JobKind::AnalyseAllLayers, tr("Comparing all layers"), this,
        [missing, options](const core::Progress& progress) {
            return analysed(missing, options, progress);
        },
        [this, options](const std::vector<LayerWork>& layers) {
            keep(m_store, layers, options);
            emit layersChanged();
        },
        [this](const QString& message) { emit layersFailed(message); });
}

std::vector<LayerPair> AnalysisController::commonLayers() const
{
    std::vector<LayerPair> pairs;
    if (!m_session.pair())
        return pairs;
    const core::NetId a = m_session.pair()->a.net;
    const core::NetId b = m_session.pair()->b.net;
    for (const auto& layers : core::commonLayers(m_session.network(a), m_session.network(b)))
        pairs.push_back({{a, layers.a}, {b, layers.b}});
    return pairs;
}

} // namespace counterpart::session
