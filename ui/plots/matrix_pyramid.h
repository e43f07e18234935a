#pragma once

#include "core/analysis/ordering.h"
#include "core/base/progress.h"
#include "core/base/types.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace counterpart::plots {

/// The value of larger magnitude, the negative one of two that differ in sign alone. As integers,
/// with the sign moved to the lowest bit, floats are in the order of their magnitudes: no branches.
inline float stronger(float a, float b)
{
    const auto key = [](float value) { return std::rotl(std::bit_cast<std::uint32_t>(value), 1); };
    return std::bit_cast<float>(std::rotr(std::max(key(a), key(b)), 1));
}

/// A permuted matrix as float at halving resolutions. Level 0 holds matrix(rows[i], columns[j]);
/// a cell of level k + 1 holds the strongest value of its 2 x 2 cells of level k, so
/// that a single bright cell does not vanish when zoomed out.
/// Plain data: made in a job, shared with the plots. Memory: 16/3 bytes a cell.
class MatrixPyramid
{
public:
    /// Row-major, because pictures are made row by row.
    using Level = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

    /// Cost: one pass over the matrix, on all threads; 0.3 s for 8192 x 8192 on two cores.
    MatrixPyramid(const core::Matrix& matrix, const core::Order& rows, const core::Order& columns,
                  const core::Progress& progress = {});

    core::Index rows() const { return m_levels.front().rows(); }
    core::Index columns() const { return m_levels.front().cols(); }
    const std::vector<Level>& levels() const { return m_levels; }

    /// Smallest and largest value of level 0; 0 and 0 if empty.
    float minimum() const { return m_minimum; }
    float maximum() const { return m_maximum; }
    /// The value below which `share` (0..1) of the cells lie, from a sample of at most 100,000
    /// cells.
    float percentile(double share) const;

private:
    std::vector<Level> m_levels;
    float m_minimum = 0;
    float m_maximum = 0;
};

} // namespace counterpart::plots
