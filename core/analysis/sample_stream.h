#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/analysis/sample_block.h"

#include <functional>

namespace counterpart::core {

/// Reads both layers once more, block by block, as computeStatistics() did under the same options:
/// the same samples in the same order, without those that it dropped. The next block is read while
/// `take` has one, which it may change. `bytesOfAValue` is as for SampleReader.
/// Throws what the sources and `take` throw.
void streamSamples(ActivationSource& a, ActivationSource& b, const PassOptions& options,
                   Index bytesOfAValue, const Progress& progress,
                   const std::function<void(SampleBlock&)>& take);

/// Rows [first, first + count) of the block in double, less the means of all its columns.
Matrix centredRows(const SampleBlock& block, Index first, Index count, const Vector& mean);

} // namespace counterpart::core
