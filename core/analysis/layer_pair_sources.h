#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/data/network.h"

#include <memory>

namespace counterpart::core {

/// Both layers of a pair, open.
struct LayerPairSources
{
    SourceNames names;
    SidePair<std::unique_ptr<ActivationSource>> source;
};

/// Opens both layers under a position policy. Throws InputError where the networks have not seen
/// the same inputs, or where positions cannot be paired because the maps differ.
LayerPairSources openLayerPair(const SidePair<const Network*>& networks,
                               const SidePair<LayerIndex>& layers, Positions positions);

/// Throws InputError for unequal numbers of inputs or positions, and for fewer than 2 samples.
void requireComparable(const ActivationSource& a, const ActivationSource& b,
                       const SourceNames& names);

} // namespace counterpart::core
