#pragma once

#include "core/analysis/activation_profile.h"
#include "core/analysis/column_kernels.h"
#include "core/analysis/growing_histogram.h"
#include "core/analysis/top_samples.h"

#include <optional>
#include <span>

namespace counterpart::core {

/// Gathers the profile of one unit from its activations, block by block.
class UnitProfiler
{
public:
    /// 0 bins: no histogram.
    UnitProfiler(int histogramBins, int topSamples, Index positions);

    /// Adds finite values that span `range`; samples as in TopSamples::add.
    void add(std::span<const float> values, const ColumnRange& range,
             std::span<const Index> samples);
    UnitProfile profile(Index columns) const;

private:
    bool m_isEmpty = true;
    float m_minimum = 0;
    float m_maximum = 0;
    std::optional<GrowingHistogram> m_histogram;
    TopSamples m_top;
};

} // namespace counterpart::core
