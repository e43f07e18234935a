#pragma once

#include "core/analysis/activation_profile.h"
#include "core/analysis/column_kernels.h"

#include <cstdint>
#include <span>
#include <vector>

namespace counterpart::core {

/// A histogram over a range that is not known beforehand. Bins lie on the grid of width 2^level: a
/// window of them moves with the values while these fit, and where they no longer do, the level
/// rises by one and neighbouring bins are merged in pairs. Counts are exact, and the result depends
/// on the values alone, not on their order or on how they were split into blocks.
class GrowingHistogram
{
public:
    explicit GrowingHistogram(int bins);

    /// Adds finite values that span `range`.
    void add(std::span<const float> values, const ColumnRange& range);
    /// `bins` equal bins from just below the smallest value; the values reach across at least
    /// three quarters of them, unless they are too close together for single precision.
    Histogram histogram() const;

private:
    void include(const ColumnRange& range);
    int lowestLevel(const ColumnRange& range) const;
    std::int32_t cell(float value) const;
    void raiseLevel();
    void moveWindow(std::int32_t first);

    std::size_t m_bins;
    std::vector<std::uint64_t> m_cells; ///< several cells a bin, so that the result can fit closely
    int m_level = 0;
    std::int32_t m_window = 0; ///< the window starts at m_window * 2^m_level
    std::int32_t m_first = 0;  ///< first and last cell in use
    std::int32_t m_last = -1;  ///< before m_first while empty
};

} // namespace counterpart::core
