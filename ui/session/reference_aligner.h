#pragma once

#include "session/layer_work.h"
#include "session/reference_order.h"

#include <QObject>

#include <optional>
#include <vector>

namespace counterpart::session {

/// Matches the units of all other networks to those of one, the reference: each layer once, to the
/// reference's layer of the same name, in a job that starts when a pair with that layer is shown.
/// The numbering that a layer gets so is the same in whatever pair it is shown.
class ReferenceAligner : public QObject
{
    Q_OBJECT

public:
    ReferenceAligner(Session& session, JobRunner& jobs, ResultStore& store,
                     QObject* parent = nullptr);

    std::optional<core::NetId> network() const { return m_net; }
    /// None turns it off.
    void setNetwork(std::optional<core::NetId> net);
    /// The pair by the reference. Null without a reference; while its layers are being matched,
    /// which starts here and ends with changed(); and where that failed, see failure().
    ReferencePtr orderOf(const LayerPair& pair);

    bool isRunning() const { return m_job != 0; }
    /// Why the last pair that was asked for has no order; empty if it has one or none is wanted.
    const QString& failure() const { return m_failure; }

signals:
    void changed();

private:
    /// A layer that was matched to the reference's.
    struct Aligned
    {
        ReadingKey key; ///< A is the reference
        core::MatchingOptions matching;
        Measure measure = Measure::Correlation;
        core::MutualInformationOptions information;
        std::shared_ptr<const core::Counterparts> counterparts;
    };
    using Counterparts = std::shared_ptr<const core::Counterparts>;

    /// What a job was started for.
    struct Wanted
    {
        std::vector<ReadingKey> keys;
        core::MatchingOptions matching;
        Measure measure = Measure::Correlation;
        core::MutualInformationOptions information;
        bool operator==(const Wanted&) const = default;
    };

    std::optional<core::LayerRef> referenceLayer(core::LayerRef layer) const;
    Counterparts find(const LayerPair& toReference);
    Counterparts ownOf(core::LayerRef layer) const;
    void keep(const ReadingKey& key, const LayerOptions& options, const core::Matching& matching);
    void start(std::vector<LayerWork> missing);
    void stop();
    void fail(const QString& reason);

    Session& m_session;
    JobRunner& m_jobs;
    ResultStore& m_store;
    std::optional<core::NetId> m_net;
    JobId m_job = 0; ///< 0 if none is running
    Wanted m_wanted; ///< by the last job
    QString m_failure;
    std::vector<Aligned> m_aligned;
    ReferencePtr m_last; ///< the same again for the same pair
};

} // namespace counterpart::session
