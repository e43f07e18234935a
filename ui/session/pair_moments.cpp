#include "session/pair_moments.h"

#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/null_model.h"
#include "session/study_tie.h"

namespace counterpart::session {

namespace {

/// As the pair was read, without what only the pictures need.
core::PassOptions passOf(const PairResult& result)
{
    core::PassOptions pass = result.analysis->options.pass;
    pass.topSamples = 0;
    pass.foldShares.clear();
    pass.precision = core::Precision::Double;
    return pass;
}

} // namespace

bool hasDoubleMoments(const PairResult& result)
{
    return result.analysis->statistics.moments.precision == core::Precision::Double;
}

PairMoments readPairMoments(const PairResult& result, const core::Progress& progress)
{
    const core::PassOptions pass = passOf(result);
    const core::SidePair<const core::Network*> networks{result.networks.a.get(),
                                                        result.networks.b.get()};
    const core::SidePair<core::LayerIndex> layers{result.pair.a.layer, result.pair.b.layer};
    MomentsDrawer* const drawer = drawerOf(result.analysis);
    PairMoments read = drawer ? drawer->moments() : PairMoments{};
    const bool isThere = read.moments || hasDoubleMoments(result);
    if (!read.moments && isThere) {
        read.moments = MomentsPtr(result.analysis, &result.analysis->statistics.moments);
    } else if (!isThere) {
        progress.stage("reading in double precision");
        const core::Progress part = progress.part(0, 0.4);
        core::LayerPairSources sources = core::openLayerPair(networks, layers, pass, part);
        read.moments = std::make_shared<const core::Moments>(
            computeStatistics(*sources.source.a, *sources.source.b, sources.names, pass, part)
                .moments);
    }
    if (read.shuffled)
        return read;
    progress.stage("reading with shuffled inputs");
    read.shuffled = std::make_shared<const core::Moments>(core::shuffledMoments(
        networks, layers, pass, pass.policy.seed, progress.part(isThere ? 0 : 0.4, 1)));
    // Its own moments would keep the analysis, and so the drawer, for ever.
    if (drawer)
        drawer->keep({hasDoubleMoments(result) ? nullptr : read.moments, read.shuffled});
    return read;
}

} // namespace counterpart::session
