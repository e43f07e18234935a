#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/base/progress.h"

#include <span>

namespace counterpart::core {

/// Some units of two layers over the same samples.
struct SampledColumns
{
    ActivationBlock values; ///< the first `rows` rows are in use
    Index rows = 0;
    Index droppedSamples = 0; ///< of the sample, for a NaN or an infinity

    std::span<const float> column(Index column) const
    {
        return {values.col(column).data(), static_cast<std::size_t>(rows)};
    }
};

/// How many samples are drawn where `rows` are asked for (0: all): no more than the pass was
/// limited to (policy.maxSamples), and then the very same ones.
Index sampleCount(const ActivationSource& a, const PassOptions& pass, Index rows);

/// Reads sampleCount() samples of both layers, drawn by pass.policy.seed, and keeps the units
/// `columns` of [A | B]. Memory: 4 bytes a value kept, and the blocks in flight.
/// Throws InputError as computeStatistics() does.
SampledColumns readSampledColumns(ActivationSource& a, ActivationSource& b,
                                  const SourceNames& names, const PassOptions& pass, Index rows,
                                  std::span<const Index> columns, const Progress& progress);

} // namespace counterpart::core
