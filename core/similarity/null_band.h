#pragma once

#include "core/similarity/similarity_map.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace counterpart::core {

/// What a map of layers shows where nothing corresponds: the same map with the inputs of B
/// shuffled, whole inputs each, several times. Marginals, dead units and the numbers of units and
/// samples are those of the data, so that any measure has its own null.
struct NullBand
{
    int draws = 0;
    std::uint64_t seed = 0; ///< draw d shuffles by seed + d
    std::vector<Measure> measures;
    /// One a measure, as LayerMap::values: mean, lowest and highest of the draws.
    std::vector<ValueGrid> mean;
    std::vector<ValueGrid> low;
    std::vector<ValueGrid> high;
};

/// `draws` is at least 1. Cost: that of as many maps. Throws what similarityMap() throws, and
/// UsageError where both sides are one network, which is not shuffled against itself.
std::shared_ptr<const NullBand> similarityNull(const SidePair<const Network*>& networks,
                                               const SidePair<std::vector<LayerIndex>>& layers,
                                               const std::vector<Measure>& measures,
                                               const ComparisonOptions& options, int draws,
                                               std::uint64_t seed, const Progress& progress);

} // namespace counterpart::core
