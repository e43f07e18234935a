#include "core/analysis/unit_profiler.h"

#include <algorithm>

namespace counterpart::core {

UnitProfiler::UnitProfiler(int histogramBins, int topSamples, Index positions)
    : m_top(topSamples, positions)
{
    if (histogramBins > 0)
        m_histogram.emplace(histogramBins);
}

void UnitProfiler::add(std::span<const float> values, const ColumnRange& range,
                       std::span<const Index> samples)
{
    m_minimum = m_isEmpty ? range.minimum : std::min(m_minimum, range.minimum);
    m_maximum = m_isEmpty ? range.maximum : std::max(m_maximum, range.maximum);
    m_isEmpty = false;
    if (m_histogram)
        m_histogram->add(values, range);
    m_top.add(values, range.maximum, samples);
}

UnitProfile UnitProfiler::profile(Index columns) const
{
    return {m_minimum, m_maximum, m_histogram ? m_histogram->histogram() : Histogram{},
            m_top.samples(columns)};
}

} // namespace counterpart::core
