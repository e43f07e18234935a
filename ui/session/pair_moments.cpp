#include "session/pair_moments.h"

#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/null_model.h"
#include "session/study_tie.h"

#include <optional>

namespace counterpart::session {

namespace {

/// As the pair was read, in double precision.
core::PassOptions passOf(const PairResult& result)
{
    core::PassOptions pass = result.analysis->options.pass;
    pass.precision = core::Precision::Double;
    return pass;
}

MomentsPtr readInDouble(const PairResult& result, const core::Progress& progress)
{
    progress.stage("reading in double precision");
    const core::PassOptions pass = passOf(result);
    core::LayerPairSources sources =
        core::openLayerPair({result.networks.a.get(), result.networks.b.get()},
                            {result.pair.a.layer, result.pair.b.layer}, pass, progress);
    return std::make_shared<const core::Moments>(
        computeMoments(*sources.source.a, *sources.source.b, sources.names, pass, progress));
}

} // namespace

bool hasDoubleMoments(const PairResult& result)
{
    return result.analysis->statistics.moments.precision == core::Precision::Double;
}

bool arePairMomentsRead(const PairResult& result)
{
    const MomentsDrawer* const drawer = drawerOf(result.analysis);
    const PairMoments read = drawer ? drawer->moments() : PairMoments{};
    return read.shuffled && (read.moments || hasDoubleMoments(result));
}

PairMoments readPairMoments(const PairResult& result, const core::Progress& progress)
{
    MomentsDrawer* const drawer = drawerOf(result.analysis);
    std::optional<MomentsDrawer::Turn> turn;
    if (drawer)
        turn.emplace(*drawer, progress);
    PairMoments read = drawer ? drawer->moments() : PairMoments{};
    const bool hasOwn = hasDoubleMoments(result);
    const bool isThere = read.moments || hasOwn;
    if (!isThere)
        read.moments = readInDouble(result, progress.part(0, 0.4));
    else if (!read.moments)
        read.moments = MomentsPtr(result.analysis, &result.analysis->statistics.moments);
    // The pair's own moments would keep the analysis, and so the drawer, for ever.
    const auto keep = [&] {
        if (drawer)
            drawer->keep({hasOwn ? nullptr : read.moments, read.shuffled});
    };
    keep();
    if (read.shuffled)
        return read;
    progress.stage("reading with shuffled inputs");
    const core::PassOptions pass = passOf(result);
    read.shuffled = std::make_shared<const core::Moments>(
        core::shuffledMoments({result.networks.a.get(), result.networks.b.get()},
                              {result.pair.a.layer, result.pair.b.layer}, pass, pass.policy.seed,
                              progress.part(isThere ? 0 : 0.4, 1)));
    keep();
    return read;
}

} // namespace counterpart::session
