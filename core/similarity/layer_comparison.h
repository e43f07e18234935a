#pragma once

#include "core/similarity/layer_set_pass.h"
#include "core/similarity/memory_budget.h"
#include "core/similarity/pair_comparison.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace counterpart::core {

struct ComparisonOptions
{
    LayerSetOptions samples;
    MeasureOptions measures;
    /// What a pass may take: with more pairs than fit, the files are read several times.
    Index memoryBytes = defaultMemoryBudget();
};

/// What may be read together: each layer holds a file open, of which a process may have 1024.
inline constexpr std::size_t kMostLayers = 200;

/// How the samples are read for these measures: with what some of them need besides.
LayerSetOptions samplesFor(const std::vector<Measure>& measures, const ComparisonOptions& options);

/// Many pairs of layers, compared.
struct LayerComparison
{
    std::vector<PairComparison> pairs; ///< as asked for
    Index samples = 0;                 ///< the fewest of any pass
    Index mostSamples = 0;             ///< the most: positions can be samples, and maps differ
    Index droppedSamples = 0;          ///< the most of any pass
    int passes = 0;                    ///< readings of the files
    Index peakBytes = 0;               ///< what the largest pass takes, as planned
    std::vector<std::string> warnings;
    double readSeconds = 0;
    double computeSeconds = 0;
};

/// Compares pairs of layers by several measures. The layers are read together, each once in a pass,
/// and each is factorised once in a pass; the pairs of a pass are compared by several threads. With
/// a budget that does not hold all products, the pairs are divided among several passes, each of
/// which reads only what it compares. Memory does not depend on the number of samples.
///
/// Under Positions::All only layers with maps of the same size can be compared, and the other pairs
/// have a reason instead of values; under Positions::Resize the maps of a pair are averaged to the
/// fewer rows and the fewer columns of the two. A pair that alone is beyond the budget has a reason
/// as well, and is named in the warnings. Under NonFinite::Drop a sample is left out of all layers
/// that are read in the same pass.
///
/// Throws UsageError where no pair fits the budget, and what layerSetMoments() throws.
LayerComparison compareLayers(std::span<const LayerPick> picks, std::span<const PlacePair> pairs,
                              const std::vector<Measure>& measures,
                              const ComparisonOptions& options, const Progress& progress);

/// "252", or "252 to 42588" where pairs of layers have different numbers of samples.
std::string sampleCountText(Index fewest, Index most);

} // namespace counterpart::core
