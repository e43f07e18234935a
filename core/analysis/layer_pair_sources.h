#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/data/network.h"
#include "core/io/input_identity.h"

#include <memory>

namespace counterpart::core {

/// Both layers of a pair, open.
struct LayerPairSources
{
    SourceNames names;
    SidePair<std::unique_ptr<ActivationSource>> source;
    InputIdentity identity; ///< of the files; Reordered if B is read in A's order
};

/// For messages: "netA.h5, /activations/conv1", or "a.npy" of a file that holds one array alone.
std::string sourceName(const Network& network, const Layer& layer);

/// Opens both layers, with positions and the order of inputs as `pass` says; `progress` is for what
/// has to be read out of order. Throws InputError where the networks have not seen the same inputs,
/// or where positions cannot be paired because the maps differ.
LayerPairSources openLayerPair(const SidePair<const Network*>& networks,
                               const SidePair<LayerIndex>& layers, const PassOptions& pass,
                               const Progress& progress);

/// Throws InputError for unequal numbers of inputs or positions, and for fewer than 2 samples.
void requireComparable(const ActivationSource& a, const ActivationSource& b,
                       const SourceNames& names);

} // namespace counterpart::core
