#include "plots/matrix_pyramid.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <span>

namespace counterpart::plots {

namespace {

using core::Index;

/// A block whose rows are the doubles of a cache line of a column and whose columns fill a cache
/// line of a row of floats, so that both are moved whole, whatever the permutations are.
constexpr Index kBlockRows = 8;
constexpr Index kBlockColumns = 16;

struct Range
{
    float low = 0;
    float high = 0;
};

/// Where a row of the matrix goes to.
struct RowMove
{
    Index from = 0;
    Index to = 0;
};

/// In the order in which the rows lie in memory.
std::vector<RowMove> rowMoves(const core::Order& rows)
{
    std::vector<RowMove> moves(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        moves[i] = {rows[i].value, static_cast<Index>(i)};
    std::ranges::sort(moves, {}, &RowMove::from);
    return moves;
}

/// Columns [from, to) of level 0, at most kBlockColumns.
void gatherColumns(const core::Matrix& matrix, std::span<const RowMove> moves,
                   const core::Order& columns, Index from, Index to, MatrixPyramid::Level& level)
{
    std::array<float, kBlockRows * kBlockColumns> block{};
    const Index width = to - from;
    while (!moves.empty()) {
        const auto rows = moves.first(std::min<std::size_t>(moves.size(), kBlockRows));
        for (Index j = 0; j < width; ++j) {
            const double* source =
                matrix.data() + columns[static_cast<std::size_t>(from + j)].value * matrix.rows();
            for (std::size_t i = 0; i < rows.size(); ++i)
                block[i * kBlockColumns + static_cast<std::size_t>(j)] =
                    static_cast<float>(source[rows[i].from]);
        }
        for (std::size_t i = 0; i < rows.size(); ++i)
            std::copy_n(block.data() + i * kBlockColumns, width,
                        level.data() + rows[i].to * level.cols() + from);
        moves = moves.subspan(rows.size());
    }
}

MatrixPyramid::Level gather(const core::Matrix& matrix, const core::Order& rows,
                            const core::Order& columns, const core::Progress& progress)
{
    MatrixPyramid::Level level(static_cast<Index>(rows.size()), static_cast<Index>(columns.size()));
    const std::vector<RowMove> moves = rowMoves(rows);
    const Index blocks = (level.cols() + kBlockColumns - 1) / kBlockColumns;
    core::parallelFor(blocks, 4, progress, [&](Index begin, Index end) {
        for (Index block = begin; block < end; ++block)
            gatherColumns(matrix, moves, columns, block * kBlockColumns,
                          std::min((block + 1) * kBlockColumns, level.cols()), level);
    });
    return level;
}

void halveRow(const float* upper, const float* lower, Index width, float* target)
{
    Index j = 0;
    for (; 2 * j + 1 < width; ++j)
        target[j] = stronger(stronger(upper[2 * j], upper[2 * j + 1]),
                             stronger(lower[2 * j], lower[2 * j + 1]));
    if (2 * j < width)
        target[j] = stronger(upper[2 * j], lower[2 * j]);
}

MatrixPyramid::Level halved(const MatrixPyramid::Level& fine, const core::Progress& progress)
{
    MatrixPyramid::Level coarse((fine.rows() + 1) / 2, (fine.cols() + 1) / 2);
    const Index width = fine.cols();
    core::parallelFor(coarse.rows(), 16, progress, [&](Index begin, Index end) {
        for (Index i = begin; i < end; ++i) {
            const float* upper = fine.data() + 2 * i * width;
            const float* lower = 2 * i + 1 < fine.rows() ? upper + width : upper;
            halveRow(upper, lower, width, coarse.data() + i * coarse.cols());
        }
    });
    return coarse;
}

Range extremes(const MatrixPyramid::Level& level, const core::Progress& progress)
{
    Range all{level(0, 0), level(0, 0)};
    std::mutex mutex;
    core::parallelFor(level.rows(), 16, progress, [&](Index begin, Index end) {
        const auto part = level.middleRows(begin, end - begin);
        const Range range{part.minCoeff(), part.maxCoeff()};
        const std::lock_guard lock(mutex);
        all = {std::min(all.low, range.low), std::max(all.high, range.high)};
    });
    return all;
}

} // namespace

MatrixPyramid::MatrixPyramid(const core::Matrix& matrix, const core::Order& rows,
                             const core::Order& columns, const core::Progress& progress)
{
    m_levels.push_back(gather(matrix, rows, columns, progress.part(0, 0.6)));
    if (m_levels.front().size() == 0)
        return;
    const Range range = extremes(m_levels.front(), progress.part(0.6, 0.7));
    m_minimum = range.low;
    m_maximum = range.high;
    while (m_levels.back().rows() > 1 || m_levels.back().cols() > 1)
        m_levels.push_back(halved(m_levels.back(), progress.part(0.7, 1)));
}

float MatrixPyramid::percentile(double share) const
{
    const Level& level = m_levels.front();
    if (level.size() == 0)
        return 0;
    // A step without a common factor with usual widths, so that a sample visits every column.
    constexpr Index kSampleSize = 100'000;
    const Index step = level.size() <= kSampleSize ? 1 : (level.size() / kSampleSize + 1) | 1;
    std::vector<float> sample;
    sample.reserve(static_cast<std::size_t>(level.size() / step + 1));
    for (Index i = 0; i < level.size(); i += step)
        sample.push_back(level.data()[i]);
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(sample.size() - 1);
    const auto nth = sample.begin() + static_cast<std::ptrdiff_t>(std::lround(place));
    std::nth_element(sample.begin(), nth, sample.end());
    return *nth;
}

} // namespace counterpart::plots
