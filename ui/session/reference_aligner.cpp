#include "session/reference_aligner.h"

#include "core/data/unit_place.h"

#include <algorithm>
#include <utility>

namespace counterpart::session {

using core::Side;

namespace {

/// By the measure that the work was done by.
const core::Matching& matchingOf(const LayerWork& layer)
{
    if (layer.information)
        return layer.information->matching;
    return layer.matching ? *layer.matching : layer.analysis->matching;
}

} // namespace

ReferenceAligner::ReferenceAligner(Session& session, JobRunner& jobs, ResultStore& store,
                                   QObject* parent)
    : QObject(parent),
      m_session(session),
      m_jobs(jobs),
      m_store(store)
{
    connect(&jobs, &JobRunner::finished, this, [this](JobId id, JobOutcome outcome) {
        if (id == m_job && outcome == JobOutcome::Cancelled)
            fail(tr("Aligning the units to the reference was cancelled."));
    });
    connect(&session, &Session::networksChanged, this, [this] {
        std::erase_if(m_aligned, [this](const Aligned& one) {
            const auto isOpen = [this](const NetworkPtr& network) {
                return std::ranges::find(m_session.networks(), network) !=
                       m_session.networks().end();
            };
            return !isOpen(one.key.networks.a) || !isOpen(one.key.networks.b);
        });
    });
}

void ReferenceAligner::setNetwork(std::optional<core::NetId> net)
{
    if (m_net == net)
        return;
    stop();
    m_net = net;
    m_failure.clear();
    emit changed();
}

ReferencePtr ReferenceAligner::orderOf(const LayerPair& pair)
{
    if (!m_net || static_cast<std::size_t>(m_net->value) >= m_session.networks().size())
        return nullptr;
    const NetworkPtr network = m_session.networks()[static_cast<std::size_t>(m_net->value)];
    core::SidePair<core::LayerRef> layers;
    core::SidePair<Counterparts> counterparts;
    std::vector<LayerWork> missing;
    for (const Side side : {Side::A, Side::B}) {
        const auto layer = referenceLayer(pair[side]);
        if (!layer) {
            stop();
            m_failure = QString::fromStdString(
                missingReferenceLayer(*network, m_session.layer(pair[side]).name));
            return nullptr;
        }
        layers[side] = *layer;
        const LayerPair toReference{*layer, pair[side]};
        counterparts[side] = *layer == pair[side] ? ownOf(*layer) : find(toReference);
        if (!counterparts[side])
            missing.push_back(workOn(m_session, m_store, toReference));
    }
    if (!missing.empty()) {
        start(std::move(missing));
        return nullptr;
    }
    stop();
    m_failure.clear();
    ReferenceOrder order = referenceOrder(*m_net, network, layers, std::move(counterparts));
    const bool isSame = m_last && m_last->network == order.network &&
                        m_last->layers == order.layers && m_last->order == order.order &&
                        *m_last->counterparts.a == *order.counterparts.a &&
                        *m_last->counterparts.b == *order.counterparts.b;
    if (!isSame)
        m_last = std::make_shared<const ReferenceOrder>(std::move(order));
    return m_last;
}

/// The layer itself where it is the reference's, else the one of its name.
std::optional<core::LayerRef> ReferenceAligner::referenceLayer(core::LayerRef layer) const
{
    if (layer.net == *m_net)
        return layer;
    const core::LayerIndex found = m_session.network(*m_net).findLayer(m_session.layer(layer).name);
    return found.isValid() ? std::optional(core::LayerRef{*m_net, found}) : std::nullopt;
}

ReferenceAligner::Counterparts ReferenceAligner::ownOf(core::LayerRef layer) const
{
    return std::make_shared<const core::Counterparts>(core::ownCounterparts(
        core::unitCount(m_session.layer(layer), m_session.options().pass.policy.positions)));
}

/// What was found before, or lies in the store; else null.
ReferenceAligner::Counterparts ReferenceAligner::find(const LayerPair& toReference)
{
    const ReadingKey key = readingKey(m_session, toReference);
    const auto found = std::ranges::find_if(m_aligned, [&](const Aligned& one) {
        return one.key == key && one.matching == m_session.options().matching &&
               one.measure == m_session.measure() &&
               one.information == m_session.informationOptions();
    });
    if (found != m_aligned.end())
        return found->counterparts;
    const PairResult stored = storedResult(m_session, m_store, key);
    if (!stored || !stored.matching)
        return nullptr;
    keep(key, layerOptions(m_session), *stored.matching);
    return m_aligned.back().counterparts;
}

void ReferenceAligner::keep(const ReadingKey& key, const LayerOptions& options,
                            const core::Matching& matching)
{
    m_aligned.push_back(
        {key, options.analysis.matching, options.measure, options.information,
         std::make_shared<const core::Counterparts>(core::counterpartsInA(matching))});
}

void ReferenceAligner::start(std::vector<LayerWork> missing)
{
    const LayerOptions options = layerOptions(m_session);
    Wanted wanted{{}, options.analysis.matching, options.measure, options.information};
    for (const LayerWork& one : missing)
        wanted.keys.push_back(one.key);
    // What runs, was cancelled or failed is not begun again by itself.
    if (wanted == m_wanted && (m_job != 0 || !m_failure.isEmpty()))
        return;
    stop();
    m_wanted = std::move(wanted);
    m_failure.clear();
    m_job = m_jobs.start(
        JobKind::AnalyseAllLayers,
        tr("Aligning units to %1").arg(QString::fromStdString(m_session.network(*m_net).name)),
        this,
        [missing = std::move(missing), options](const core::Progress& progress) {
            return analysed(missing, options, progress);
        },
        [this, options](const std::vector<LayerWork>& layers) {
            m_job = 0;
            m_wanted = {};
            // The analyses are not stored: they could drive out the pair that is shown.
            for (const LayerWork& layer : layers)
                keep(layer.key, options, matchingOf(layer));
            emit changed();
        },
        [this](const QString& message) { fail(message); });
}

void ReferenceAligner::stop()
{
    m_wanted = {};
    if (std::exchange(m_job, 0) != 0)
        m_jobs.cancelKind(JobKind::AnalyseAllLayers, this);
}

void ReferenceAligner::fail(const QString& reason)
{
    m_job = 0;
    m_failure = reason;
    emit changed();
}

} // namespace counterpart::session
