#pragma once

#include "core/analysis/activation_profile.h"
#include "core/analysis/layer_pair_pass.h"
#include "core/base/progress.h"
#include "core/data/network.h"

#include <vector>

namespace counterpart::core {

/// The inputs at both ends of a direction of a layer, each at the position that is farthest out;
/// the farthest first. Values are those of (x - mean) w.
struct DirectionEnds
{
    std::vector<TopSample> high;
    std::vector<TopSample> low;
};

/// Reads both layers once and looks where the weighted sums of their units, such as a pair of
/// canonical variates, are largest and smallest. `weights` and `mean` have a value a unit; at most
/// `count` inputs an end. Cost: p + q multiplications a sample, and the reading. Samples with
/// values that are not finite are as in the pass. Throws what openLayerPair() throws.
SidePair<DirectionEnds> findDirectionEnds(const SidePair<const Network*>& networks,
                                          const SidePair<LayerIndex>& layers,
                                          const PassOptions& pass, const SidePair<Vector>& weights,
                                          const SidePair<Vector>& mean, int count,
                                          const Progress& progress);

/// Samples of both layers in some directions.
struct DirectionSamples
{
    SidePair<Matrix> values;        ///< [samples x directions]: (x - mean) w
    std::vector<InputIndex> inputs; ///< of each sample, its place in A's file
};

/// Draws at most `most` samples by the policy's seed, the same of both layers, and projects them:
/// `weights` are [units x directions]. Cost: the reading. Throws what openLayerPair() throws.
DirectionSamples sampleDirections(const SidePair<const Network*>& networks,
                                  const SidePair<LayerIndex>& layers, PassOptions pass,
                                  const SidePair<Matrix>& weights, const SidePair<Vector>& mean,
                                  Index most, const Progress& progress);

} // namespace counterpart::core
