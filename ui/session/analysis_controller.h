#pragma once

#include "session/result_store.h"
#include "session/session.h"
#include "session/units.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace counterpart::session {

struct ReferenceOrder;
using ReferencePtr = std::shared_ptr<const ReferenceOrder>;
class ReferenceAligner;

/// The result the views show: all of it belongs to the present choice of the session.
struct PairResult
{
    LayerPair pair;
    core::SidePair<NetworkPtr> networks;
    AnalysisPtr analysis;
    MatchingPtr matching;         ///< by the measure in force
    bool isSigned = true;         ///< whether the similarity is the signed correlation
    InformationPtr information{}; ///< if it was counted, whatever the measure
    Measure measure = Measure::Correlation;
    ReferencePtr reference{}; ///< the units by those of the reference network, if one is chosen

    explicit operator bool() const { return analysis != nullptr; }
    /// The other network's unit that the matching in force gives a unit, or none.
    std::optional<core::UnitRef> partner(core::UnitRef unit, MatchKind kind) const;
    /// `units` with the partner added where one side is missing; A's unit first.
    Units completed(const Units& units, MatchKind kind) const;
    /// The similarity in force: -1..1, 0..1 where it is a magnitude, nats where it is information.
    double similarity(core::UnitIndex a, core::UnitIndex b) const;
};

/// The result as if mutual information were the measure; it was counted.
PairResult byInformation(const PairResult& result);

/// Sees to it that the chosen layer pair is analysed: looks in the store, else starts the job.
class AnalysisController : public QObject
{
    Q_OBJECT

public:
    enum class State { Empty, Running, Ready, Cancelled, Failed };

    AnalysisController(Session& session, JobRunner& jobs, QObject* parent = nullptr);
    ~AnalysisController() override;

    State state() const { return m_state; }
    const PairResult& current() const { return m_current; }
    /// Why there is no result, if the state is Failed.
    const QString& failure() const { return m_failure.message; }
    /// What can be done about it at once.
    core::Remedy remedy() const { return m_failure.remedy; }

    /// Counts the mutual information of the present pair, unless it is there or being counted. With
    /// information as the measure this happens by itself.
    void requestInformation();
    bool isCountingInformation() const { return m_informationJob != 0; }

    /// Orders the units of all networks by those of this one, see ReferenceAligner; none: of none.
    void setReference(std::optional<core::NetId> net);
    const ReferenceAligner& aligner() const { return *m_aligner; }

    /// Starts again after a cancelled or failed job.
    void retry();

    /// The analysed pairs of equally named layers of the two compared networks, in depth order.
    std::vector<PairResult> layers();
    std::size_t commonLayerCount() const { return commonLayers().size(); }
    /// Analyses every pair of equally named layers that is not in the store; where only the
    /// matching is missing, nothing is read again.
    void analyseAllLayers();

signals:
    /// State or result have changed.
    void currentChanged();
    /// Counting has begun, or ended without a result: why, or nothing where it was cancelled.
    void informationChanged(const QString& failure);
    /// Aligning to the reference has begun or ended, or failed.
    void referenceChanged();
    void layersChanged();
    void layersFailed(const QString& message);

private:
    void follow();
    void startReading(const ReadingKey& key);
    void startMatching(const ReadingKey& key, const AnalysisPtr& analysis);
    void startInformation(const ReadingKey& key, const AnalysisPtr& analysis);
    void followInformation(const ReadingKey& key, const AnalysisPtr& analysis);
    void failInformation(const QString& message);
    void stopInformation();
    void show(const ReadingKey& key);
    void noteFinished(JobId id, JobOutcome outcome);
    void setState(State state, const JobFailure& failure = {});
    std::vector<LayerPair> commonLayers() const;

    Session& m_session;
    JobRunner& m_jobs;
    ResultStore m_store;
    std::unique_ptr<ReferenceAligner> m_aligner;
    State m_state = State::Empty;
    PairResult m_current;
    JobFailure m_failure;
    std::optional<ReadingKey> m_readKey;        ///< what the last reading job was started for
    JobId m_job = 0;                            ///< the job that the state Running waits for
    JobId m_informationJob = 0;                 ///< 0 if none is running
    std::optional<ReadingKey> m_informationKey; ///< what the last counting was started for
    core::MutualInformationOptions m_informationOptions;
};

} // namespace counterpart::session
