#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/analysis/rank_binning.h"
#include "core/base/progress.h"

#include <vector>

namespace counterpart::core {

/// The units of two layers over the same samples, binned.
struct BinnedLayers
{
    Index rows = 0;
    Index droppedSamples = 0; ///< of the sample, for a NaN or an infinity
    SidePair<std::vector<BinnedUnit>> units;
};

/// Reads `rows` samples (all if 0 or if there are no more) of both layers, drawn by
/// pass.policy.seed, and bins each unit by the ranks of its values. Where the pass itself was
/// limited to as few samples (policy.maxSamples), they are the same ones.
///
/// Memory: rows (p + q) bytes, and `mostBytes` of activations at a time: where the sample takes
/// more, the layers are read several times, for some units each time.
/// Throws InputError as computeStatistics() does.
BinnedLayers binLayers(ActivationSource& a, ActivationSource& b, const SourceNames& names,
                       const PassOptions& pass, Index rows, Binning binning,
                       const Progress& progress, Index mostBytes = Index{1} << 30);

} // namespace counterpart::core
