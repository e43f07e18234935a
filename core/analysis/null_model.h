#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/data/network.h"

#include <cstdint>

namespace counterpart::core {

/// The moments of layers A and B when the inputs of B are shuffled: what a similarity is where
/// nothing corresponds, with everything else as it was. Inputs are moved whole, so that the
/// positions of one stay together; `seed` fixes their order. Reads both layers once, B in random
/// order (reordered_source.h). Throws what openLayerPair() and computeStatistics() throw.
Moments shuffledMoments(const SidePair<const Network*>& networks,
                        const SidePair<LayerIndex>& layers, const PassOptions& pass,
                        std::uint64_t seed, const Progress& progress);

} // namespace counterpart::core
