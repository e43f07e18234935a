#pragma once

#include "core/analysis/activation_profile.h"
#include "core/analysis/moments.h"
#include "core/base/progress.h"
#include "core/data/position_policy.h"
#include "core/io/activation_source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

/// What to do with a sample that holds a NaN or an infinity on either side.
enum class NonFinite { Refuse, Drop };

/// How the inputs of two networks are paired.
enum class InputOrder {
    AsStored, ///< as they stand in the files; the same ids in another order are refused
    ById      ///< where the same ids stand in another order, those of B are read in A's order
};

struct PassOptions
{
    PositionPolicy policy; ///< positions are applied by the sources; samples are drawn here
    NonFinite nonFinite = NonFinite::Refuse;
    InputOrder inputOrder = InputOrder::AsStored; ///< applied by openLayerPair()
    /// None: double while that costs about a second, else single.
    std::optional<Precision> precision;
    int topSamples = 9;     ///< 0..64
    int histogramBins = 64; ///< 2..4096, even; or 0: no histograms
    /// Shares of the inputs that are set aside, whole inputs each, by the policy's seed: {0.2}
    /// holds a fifth out, ten times 0.1 makes ten folds. Each costs 8 (p + q)² bytes more.
    std::vector<double> foldShares;
};

/// Whether both read the same samples alike: positions, what becomes of values that are not finite,
/// and the order of inputs.
bool isSameReading(const PassOptions& one, const PassOptions& two);

/// The same reading for the moments alone: without top samples, histograms and samples set aside.
PassOptions withMomentsOnly(PassOptions options);

/// Everything that one pass over two layers keeps. Memory: 8 (p + q)² bytes, as much again a fold,
/// and the blocks in flight, whatever the number of samples.
struct LayerPairStatistics
{
    Moments moments; ///< of all samples, those set aside too
    /// Of the samples set aside, one entry a share; without() gives those of all others.
    std::vector<Moments> folds;
    SidePair<LayerProfile> profile;
    Index droppedSamples = 0; ///< samples left out for a NaN or an infinity
    double readSeconds = 0;   ///< spent in the sources
    double computeSeconds = 0;
};

/// Names used in messages: "netA.h5, /activations/conv1".
using SourceNames = SidePair<std::string>;

/// Reads both layers once, block by block, computing while the next block is read.
///
/// Cost: (p + q)² multiplications a sample (one symmetric rank-k update of [A | B]).
/// Throws InputError for unequal numbers of inputs or positions, fewer than 2 samples, or (unless
/// dropped) values that are not finite, with their count and the first place.
LayerPairStatistics computeStatistics(ActivationSource& a, ActivationSource& b,
                                      const SourceNames& names, const PassOptions& options,
                                      const Progress& progress);

/// The moments of the same reading alone, without the time that histograms and top samples take.
Moments computeMoments(ActivationSource& a, ActivationSource& b, const SourceNames& names,
                       const PassOptions& options, const Progress& progress);

} // namespace counterpart::core
