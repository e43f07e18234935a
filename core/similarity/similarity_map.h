#pragma once

#include "core/base/progress.h"
#include "core/similarity/layer_comparison.h"
#include "core/similarity/value_grid.h"

#include <memory>
#include <string>
#include <vector>

namespace counterpart::core {

/// Every layer of A against every layer of B (Raghu et al. 2017, figs. 4, 7 and app. 4).
struct LayerMap
{
    SidePair<std::vector<std::string>> layers; ///< names: rows are A's, columns B's
    SidePair<std::vector<LayerIndex>> indices; ///< the same, as places in the networks
    std::vector<Measure> measures;
    ComparisonOptions options;
    std::vector<ValueGrid> values; ///< one a measure
    /// Canonical correlations of each cell, row by row; empty vectors where there are none.
    std::vector<Vector> coefficients;
    /// PairComparison::nullMeanSquare of each cell, row by row.
    std::vector<double> nullMeanSquare;
    Index samples = 0; ///< the fewest of any pair of layers
    Index mostSamples = 0;
    Index droppedSamples = 0;
    int passes = 0;
    Index peakBytes = 0;
    std::vector<std::string> warnings;
    double readSeconds = 0;
    double computeSeconds = 0;

    /// The values of a measure, or null if it was not asked for.
    const ValueGrid* of(Measure measure) const;
};

/// Without layers of a side, all of its layers in depth order are taken. Cost and errors: see
/// compareLayers(). The diagonal of a network's map with itself is 1.
std::shared_ptr<const LayerMap> similarityMap(const SidePair<const Network*>& networks,
                                              SidePair<std::vector<LayerIndex>> layers,
                                              const std::vector<Measure>& measures,
                                              const ComparisonOptions& options,
                                              const Progress& progress);

} // namespace counterpart::core
