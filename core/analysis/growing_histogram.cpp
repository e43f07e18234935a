#include "core/analysis/growing_histogram.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace counterpart::core {

namespace {

constexpr std::size_t kCellsPerBin = 8;
/// Cells are at least 2^-24 of the largest magnitude wide, and 2^-120: finer ones would hold no
/// further value of single precision, and could not be counted in 32 bits.
constexpr int kFinestRelative = 24;
constexpr int kFinest = -120;
constexpr std::size_t kChunk = 1024;

} // namespace

GrowingHistogram::GrowingHistogram(int bins)
    : m_bins(static_cast<std::size_t>(bins)),
      m_cells(m_bins * kCellsPerBin, 0),
      m_level(kFinest)
{
    assert(bins >= 2 && bins % 2 == 0);
}

void GrowingHistogram::add(std::span<const float> values, const ColumnRange& range)
{
    if (values.empty())
        return;
    include(range);
    const float scale = std::ldexp(1.0f, -m_level);
    std::array<std::int32_t, kChunk> cells;
    while (!values.empty()) {
        const std::size_t count = std::min(values.size(), kChunk);
        scaledFloor(values.first(count), scale, cells.data());
        for (std::size_t i = 0; i < count; ++i)
            ++m_cells[static_cast<std::size_t>(cells[i] - m_window)];
        values = values.subspan(count);
    }
}

std::int32_t GrowingHistogram::cell(float value) const
{
    std::int32_t floor = 0;
    scaledFloor({&value, 1}, std::ldexp(1.0f, -m_level), &floor);
    return floor;
}

int GrowingHistogram::lowestLevel(const ColumnRange& range) const
{
    const float magnitude = std::max(std::abs(range.minimum), std::abs(range.maximum));
    int exponent = kFinest;
    if (magnitude > 0)
        std::frexp(magnitude, &exponent);
    return std::max(kFinest, exponent - kFinestRelative);
}

/// Raises the level and moves the window until it holds the old and the new values.
void GrowingHistogram::include(const ColumnRange& range)
{
    const int lowest = lowestLevel(range);
    if (m_last < m_first)
        m_level = lowest;
    while (m_level < lowest)
        raiseLevel();
    while (true) {
        std::int32_t first = cell(range.minimum);
        std::int32_t last = cell(range.maximum);
        if (m_last >= m_first) {
            first = std::min(first, m_first);
            last = std::max(last, m_last);
        }
        if (last - first < static_cast<std::int32_t>(m_cells.size())) {
            moveWindow(first);
            m_first = first;
            m_last = last;
            return;
        }
        raiseLevel();
    }
}

void GrowingHistogram::moveWindow(std::int32_t first)
{
    if (first != m_window && m_last >= m_first) {
        std::vector<std::uint64_t> moved(m_cells.size(), 0);
        for (std::int32_t i = m_first; i <= m_last; ++i)
            moved[static_cast<std::size_t>(i - first)] =
                m_cells[static_cast<std::size_t>(i - m_window)];
        m_cells = std::move(moved);
    }
    m_window = first;
}

void GrowingHistogram::raiseLevel()
{
    ++m_level;
    if (m_last < m_first)
        return;
    std::vector<std::uint64_t> merged(m_cells.size(), 0);
    const std::int32_t window = m_first >> 1;
    for (std::int32_t i = m_first; i <= m_last; ++i)
        merged[static_cast<std::size_t>((i >> 1) - window)] +=
            m_cells[static_cast<std::size_t>(i - m_window)];
    m_cells = std::move(merged);
    m_window = window;
    m_first >>= 1;
    m_last >>= 1;
}

Histogram GrowingHistogram::histogram() const
{
    const std::int32_t used = std::max(m_last - m_first + 1, 1);
    const std::int32_t bins = static_cast<std::int32_t>(m_bins);
    const std::int32_t together = (used + bins - 1) / bins;
    const double width = std::ldexp(1.0, m_level) * together;
    Histogram result;
    result.low = std::ldexp(static_cast<double>(m_first), m_level);
    result.high = result.low + width * bins;
    result.counts.assign(m_bins, 0);
    for (std::int32_t i = m_first; i <= m_last; ++i)
        result.counts[static_cast<std::size_t>((i - m_first) / together)] +=
            static_cast<Index>(m_cells[static_cast<std::size_t>(i - m_window)]);
    return result;
}

} // namespace counterpart::core
