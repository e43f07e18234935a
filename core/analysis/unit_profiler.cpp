#include "core/analysis/unit_profiler.h"

#include <algorithm>

namespace counterpart::core {

UnitProfiler::UnitProfiler(int histogramBins, int topSamples, Index positions)
    : m_histogram(histogramBins),
      m_top(topSamples, positions)
{
}

void UnitProfiler::add(std::span<const float> values, const ColumnRange& range,
                       std::span<const Index> samples)
{
    m_minimum = m_isEmpty ? range.minimum : std::min(m_minimum, range.minimum);
    m_maximum = m_isEmpty ? range.maximum : std::max(m_maximum, range.maximum);
    m_isEmpty = false;
    m_histogram.add(values, range);
    m_top.add(values, range.maximum, samples);
}

UnitProfile UnitProfiler::profile(Index columns) const
{
    return {m_minimum, m_maximum, m_histogram.histogram(), m_top.samples(columns)};
}

} // namespace counterpart::core
