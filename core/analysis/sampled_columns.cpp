#include "core/analysis/sampled_columns.h"

#include "core/analysis/block_prefetcher.h"
#include "core/analysis/column_kernels.h"
#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/non_finite.h"
#include "core/base/error.h"

#include <algorithm>

namespace counterpart::core {

namespace {

Index limitOf(const PassOptions& pass, Index rows)
{
    const Index limit = pass.policy.maxSamples;
    return rows > 0 && limit > 0 ? std::min(rows, limit) : std::max(rows, limit);
}

void refuseNonFinite(const SampleBlock& block, const ActivationSource& a, const ActivationSource& b,
                     const SourceNames& names)
{
    NonFiniteCount found;
    for (Index column = 0; column < block.values.cols(); ++column) {
        const std::span<const float> values(block.values.col(column).data(), block.samples.size());
        const bool isA = column < a.units();
        if (!values.empty() && !rangeOf(values).isFinite)
            found.add(countNonFinite(values, block.samples, isA ? Side::A : Side::B,
                                     isA ? column : column - a.units()));
    }
    if (found.values > 0)
        throw NonFiniteError(nonFiniteMessage(found, names, a, b));
}

void append(const SampleBlock& block, std::span<const Index> columns, SampledColumns& sampled)
{
    for (std::size_t i = 0; i < columns.size(); ++i)
        sampled.values.col(static_cast<Index>(i)).segment(sampled.rows, block.rows()) =
            block.values.col(columns[i]).head(block.rows());
    sampled.rows += block.rows();
}

} // namespace

Index sampleCount(const ActivationSource& a, const PassOptions& pass, Index rows)
{
    const Index limit = limitOf(pass, rows);
    return limit > 0 ? std::min(limit, a.samples()) : a.samples();
}

SampledColumns readSampledColumns(ActivationSource& a, ActivationSource& b,
                                  const SourceNames& names, const PassOptions& pass, Index rows,
                                  std::span<const Index> columns, const Progress& progress)
{
    requireComparable(a, b, names);
    const Index count = sampleCount(a, pass, rows);
    SampledColumns sampled;
    sampled.values.resize(count, static_cast<Index>(columns.size()));
    SampleReader reader(a, b, SampleSelection(a.samples(), count, pass.policy.seed));
    BlockPrefetcher blocks(reader);
    while (SampleBlock* block = blocks.next()) {
        progress.checkpoint();
        if (pass.nonFinite == NonFinite::Drop)
            sampled.droppedSamples += dropNonFiniteRows(*block);
        else
            refuseNonFinite(*block, a, b, names);
        append(*block, columns, sampled);
        progress.report(static_cast<double>(sampled.rows + sampled.droppedSamples) /
                        static_cast<double>(count));
    }
    if (sampled.rows < 2)
        throw InputError(names.a + " and " + names.b + " leave " + std::to_string(sampled.rows) +
                         (sampled.rows == 1 ? " sample" : " samples") + " of " +
                         std::to_string(a.samples()) + "; a comparison of units needs at least 2.");
    return sampled;
}

} // namespace counterpart::core
