#include "session/layer_work.h"

#include "core/analysis/mapping_data.h"
#include "core/data/unit_place.h"
#include "session/study_tie.h"

namespace counterpart::session {

namespace {

/// Reads what was not read, and matches by the measure.
void complete(LayerWork& layer, const LayerOptions& options, const core::Progress& progress)
{
    const core::SidePair<const core::Network*> networks{layer.key.networks.a.get(),
                                                        layer.key.networks.b.get()};
    const core::SidePair<core::LayerIndex> layers{layer.key.pair.a.layer, layer.key.pair.b.layer};
    const bool isByInformation = options.measure == Measure::Information;
    const bool isRead = layer.analysis != nullptr;
    if (!isRead)
        layer.analysis = readPair(layer.key.networks, layers, options.analysis,
                                  progress.part(0, isByInformation ? 0.3 : 1));
    if (isByInformation)
        layer.information = knownInformation(layer.key.networks, layers, options.analysis.pass,
                                             options.information);
    if (isByInformation && !layer.information)
        layer.information =
            informationOf(networks, layers, options.analysis.pass, options.information,
                          layer.analysis->correlation.dead, progress.part(isRead ? 0 : 0.3, 1));
    else if (isRead && !isByInformation)
        layer.matching = std::make_shared<const core::Matching>(
            core::rematch(*layer.analysis, options.analysis.matching, progress));
}

/// Fills the store with what a study knows of the reading.
void takeKnown(const Session& session, ResultStore& store, const ReadingKey& key)
{
    const core::PassOptions& pass = session.options().pass;
    const core::SidePair<core::LayerIndex> layers{key.pair.a.layer, key.pair.b.layer};
    const core::StudyPair* known =
        store.analysis(key) ? nullptr : knownPair(key.networks, layers, pass);
    if (!known)
        return;
    store.add(key, withDrawer(known->analysis, known));
    for (const auto& [options, matching] : known->matchings)
        store.add(key, options, matching);
    if (auto information =
            knownInformation(key.networks, layers, pass, session.informationOptions()))
        store.add(key, std::move(information));
}

} // namespace

AnalysisPtr readPair(const core::SidePair<NetworkPtr>& networks,
                     const core::SidePair<core::LayerIndex>& layers, core::AnalysisOptions options,
                     const core::Progress& progress)
{
    if (const core::StudyPair* known = knownPair(networks, layers, options.pass))
        return withDrawer(known->analysis, known);
    constexpr core::Index kMostUnits = 4096;
    core::Index units = 0;
    for (const core::Side side : {core::Side::A, core::Side::B})
        units +=
            core::unitCount(networks[side]->layer(layers[side]), options.pass.policy.positions);
    if (units <= kMostUnits)
        options.pass.foldShares = {core::kHeldOutShare};
    return withDrawer(
        core::analyseLayerPair({networks.a.get(), networks.b.get()}, layers, options, progress),
        nullptr);
}

ReadingKey readingKey(const Session& session, const LayerPair& pair)
{
    const auto network = [&](core::LayerRef ref) {
        return session.networks().at(static_cast<std::size_t>(ref.net.value));
    };
    const core::PassOptions& pass = session.options().pass;
    return {{network(pair.a), network(pair.b)}, pair, pass.policy, pass.nonFinite, pass.inputOrder};
}

PairResult storedResult(const Session& session, ResultStore& store, const ReadingKey& key)
{
    takeKnown(session, store, key);
    const Measure measure = session.measure();
    PairResult result{key.pair,
                      key.networks,
                      store.analysis(key),
                      nullptr,
                      measure == Measure::Correlation,
                      store.information(key, session.informationOptions()),
                      measure};
    if (measure != Measure::Information)
        result.matching = store.matching(key, session.options().matching);
    else if (result.information)
        result.matching = MatchingPtr(result.information, &result.information->matching);
    return result;
}

LayerOptions layerOptions(const Session& session)
{
    return {session.options(), session.informationOptions(), session.measure()};
}

LayerWork workOn(const Session& session, ResultStore& store, const LayerPair& pair)
{
    const ReadingKey key = readingKey(session, pair);
    return {key, store.analysis(key), nullptr};
}

void keep(ResultStore& store, const std::vector<LayerWork>& layers, const LayerOptions& options)
{
    for (const LayerWork& layer : layers) {
        if (layer.matching)
            store.add(layer.key, options.analysis.matching, layer.matching);
        else if (!store.analysis(layer.key))
            store.add(layer.key, layer.analysis);
        if (layer.information)
            store.add(layer.key, layer.information);
    }
}

std::vector<LayerWork> analysed(std::vector<LayerWork> layers, const LayerOptions& options,
                                const core::Progress& progress)
{
    const auto count = static_cast<double>(layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i)
        complete(layers[i], options,
                 progress.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count));
    return layers;
}

} // namespace counterpart::session
