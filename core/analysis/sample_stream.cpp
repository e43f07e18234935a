#include "core/analysis/sample_stream.h"

#include "core/analysis/block_prefetcher.h"
#include "core/analysis/non_finite.h"

#include <algorithm>

namespace counterpart::core {

void streamSamples(ActivationSource& a, ActivationSource& b, const PassOptions& options,
                   Index bytesOfAValue, const Progress& progress,
                   const std::function<void(SampleBlock&)>& take)
{
    SampleSelection selection(a.samples(), options.policy.maxSamples, options.policy.seed);
    const double total = static_cast<double>(std::max<Index>(selection.count(), 1));
    SampleReader reader(a, b, std::move(selection), bytesOfAValue);
    BlockPrefetcher blocks(reader);
    Index seen = 0;
    while (SampleBlock* block = blocks.next()) {
        progress.checkpoint();
        seen += block->rows();
        if (options.nonFinite == NonFinite::Drop)
            dropNonFiniteRows(*block);
        if (block->rows() > 0)
            take(*block);
        progress.report(static_cast<double>(seen) / total);
    }
}

Matrix centredRows(const SampleBlock& block, Index first, Index count, const Vector& mean)
{
    return block.values.middleRows(first, count).cast<double>().rowwise() - mean.transpose();
}

} // namespace counterpart::core
