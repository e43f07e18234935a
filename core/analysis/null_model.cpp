#include "core/analysis/null_model.h"

#include "core/analysis/layer_pair_sources.h"
#include "core/base/random.h"
#include "core/io/reordered_source.h"

#include <utility>

namespace counterpart::core {

namespace {

std::vector<InputIndex> shuffledInputs(Index count, std::uint64_t seed)
{
    std::vector<InputIndex> order;
    for (Index input = 0; input < count; ++input)
        order.push_back(InputIndex{static_cast<int>(input)});
    std::mt19937_64 random(seed);
    randomShuffle(random, order);
    return order;
}

} // namespace

Moments shuffledMoments(const SidePair<const Network*>& networks,
                        const SidePair<LayerIndex>& layers, const PassOptions& pass,
                        std::uint64_t seed, const Progress& progress)
{
    LayerPairSources sources = openLayerPair(networks, layers, pass, progress);
    requireComparable(*sources.source.a, *sources.source.b, sources.names);
    const Index inputs = sources.source.b->inputs();
    sources.source.b =
        reordered(std::move(sources.source.b), shuffledInputs(inputs, seed), progress);
    return computeMoments(*sources.source.a, *sources.source.b, sources.names, pass, progress);
}

} // namespace counterpart::core
