#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/analysis/rsa.h"
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
    /// Layers of maps of different sizes can only be compared at one position an input, or resized:
    /// then to the fewest rows and the fewest columns among the layers that are read together.
    PositionPolicy policy{Positions::Mean};
    NonFinite nonFinite = NonFinite::Refuse;
    InputOrder inputOrder = InputOrder::AsStored;
    /// The inputs of all networks but the first are shuffled, whole inputs each and each network in
    /// its own way: a null model in which nothing corresponds. The way follows from this seed and
    /// the names of the network and of its file, whatever else is read with it; networks whose
    /// names are all the same are told apart by the order of the picks.
    std::optional<std::uint64_t> shuffleSeed;
    bool countsNorms = false;  ///< LayerMoments::normSquares and LayerSetMoments::normProducts
    Index distanceSamples = 0; ///< LayerMoments::distances are of so many samples; 0: none
    SampleDistance distance = SampleDistance::Euclidean;
};

/// The sufficient statistics of one layer: cross = sum over samples of (x - mean)(x - mean)'.
struct LayerMoments
{
    Vector mean;
    Matrix cross; ///< [units x units], symmetric, both triangles filled
    std::vector<UnitIndex> dead;
    double normSquares = 0; ///< sum of |x - mean|⁴, if it was wanted
    /// Of the drawn samples (sampleDistances()), the same in all layers; empty unless wanted.
    Vector distances;
};

/// What one pass over several layers gives, in double precision.
struct LayerSetMoments
{
    Index samples = 0;
    std::vector<LayerMoments> layers; ///< one a pick
    /// One a pair: sum over samples of (x - mean)(y - mean)', [units of first x units of second].
    std::vector<Matrix> between;
    /// One a pair, if they were wanted: sum over samples of |x - mean|² |y - mean|².
    std::vector<double> normProducts;
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
/// What the pass takes in memory at its peak: the products, the blocks in flight, the buffers of
/// the files, what is kept of inputs that are read out of order, and of drawn samples.
Index layerSetBytes(std::span<const LayerPick> picks, std::span<const PlacePair> pairs,
                    const LayerSetOptions& options);

} // namespace counterpart::core
