#pragma once

#include "core/base/progress.h"
#include "core/similarity/layer_set_pass.h"
#include "core/similarity/pair_comparison.h"

#include <span>
#include <vector>

namespace counterpart::core {

/// Compares what one pass has read; `pairs` are those of the pass. Each layer is factorised once,
/// and freed of its products; then the pairs are compared, dearest first, each by one thread.
/// Cost: factorise() a layer and comparePair() a pair. Throws nothing but Cancelled.
std::vector<PairComparison> compareMoments(LayerSetMoments moments,
                                           std::span<const PlacePair> pairs,
                                           const std::vector<Measure>& measures,
                                           const MeasureOptions& options, const Progress& progress);

} // namespace counterpart::core
