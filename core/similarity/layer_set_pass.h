#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/base/progress.h"
#include "core/similarity/layer_pick.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterpart::core {

struct LayerSetOptions
{
    /// Layers of maps of different sizes can only be compared at one position an input.
    PositionPolicy policy{Positions::Mean};
    NonFinite nonFinite = NonFinite::Refuse;
    InputOrder inputOrder = InputOrder::AsStored;
    /// The inputs of all networks but the first are shuffled by this seed, whole inputs each: a
    /// null model in which nothing corresponds.
    std::optional<std::uint64_t> shuffleSeed;
};

/// The sufficient statistics of one layer: cross = sum over samples of (x - mean)(x - mean)'.
struct LayerMoments
{
    Vector mean;
    Matrix cross; ///< [units x units], symmetric, both triangles filled
    std::vector<UnitIndex> dead;
};

/// What one pass over several layers gives, in double precision.
struct LayerSetMoments
{
    Index samples = 0;
    std::vector<LayerMoments> layers; ///< one a pick
    /// One a pair: sum over samples of (x - mean)(y - mean)', [units of first x units of second].
    std::vector<Matrix> between;
    Index droppedSamples = 0; ///< left out of all layers for a NaN or an infinity in one of them
    std::vector<std::string> warnings;
    double readSeconds = 0;
    double computeSeconds = 0;

    /// The moments of pair `place`, as two-layer analyses take them. Copies them.
    Moments pairMoments(std::span<const PlacePair> pairs, std::size_t place) const;
};

/// Reads every pick once, side by side, a block of inputs at a time, and multiplies each layer with
/// itself and the layers of each pair with each other; values are shifted by the first block's mean
/// before they are multiplied, in double. Memory: what layerSetBytes() says, whatever the number of
/// samples. Cost: units² multiplications a sample and layer, and p q a pair.
///
/// Throws InputError where the networks have not seen the same inputs in the same order (they are
/// compared with the first pick's), where the layers have different numbers of positions, for
/// fewer than 2 samples, and, unless dropped, for values that are not finite.
LayerSetMoments layerSetMoments(std::span<const LayerPick> picks, std::span<const PlacePair> pairs,
                                const LayerSetOptions& options, const Progress& progress);

/// Units of a pick under a policy.
Index unitsOf(const LayerPick& pick, Positions positions);
/// What the pass takes in memory at its peak: the products and the blocks in flight.
Index layerSetBytes(std::span<const LayerPick> picks, std::span<const PlacePair> pairs,
                    Positions positions);

} // namespace counterpart::core
