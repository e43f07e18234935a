#include "plots/matrix_image.h"

#include "core/base/parallel.h"

#include <vtkImageData.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

namespace counterpart::plots {

namespace {

using core::Index;

std::uint32_t packed(Colour colour)
{
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, &colour, sizeof bytes);
    return bytes;
}

/// The four bytes of a pixel for a value.
class ColourTable
{
public:
    ColourTable(std::span<const Colour, 256> colours, ColourLimits limits)
        : m_low(static_cast<float>(limits.low)),
          m_scale(static_cast<float>(256 / (limits.high - limits.low)))
    {
        std::ranges::transform(colours, m_pixels.begin(), packed);
    }

    std::uint32_t operator()(float value) const
    {
        const float place = (value - m_low) * m_scale;
        // Without branches; in this order a place that is not a number gets the first colour.
        return m_pixels[place >= 256 ? 255U : place > 0 ? static_cast<unsigned>(place) : 0U];
    }

private:
    std::array<std::uint32_t, 256> m_pixels{};
    float m_low;
    float m_scale;
};

/// The coarsest level that still has a cell for every pixel.
std::size_t levelFor(const MatrixPyramid& values, const PixelAxis& rows, const PixelAxis& columns)
{
    std::size_t level = 0;
    while (level + 1 < values.levels().size() && values.levels()[level + 1].rows() >= rows.total &&
           values.levels()[level + 1].cols() >= columns.total)
        ++level;
    return level;
}

/// First cell of pixel `pixel` (counted over the whole matrix) in a level of this many cells.
Index firstCell(Index pixel, Index cells, Index total)
{
    return pixel * cells / total;
}

/// The cells that a pixel stands for in a level: at least one, and each cell in exactly one pixel
/// if pixels are fewer than cells.
struct CellRange
{
    Index begin = 0;
    Index end = 0;
};

CellRange cellsOf(Index pixel, Index cells, Index total)
{
    const Index begin = firstCell(pixel, cells, total);
    return {begin, std::max(begin + 1, firstCell(pixel + 1, cells, total))};
}

CellRange baseCells(CellRange range, std::size_t level, Index cells)
{
    return {range.begin << level, std::min(range.end << level, cells)};
}

/// For every pixel of the axis whether all its cells are dead.
std::vector<char> deadPixels(const PixelAxis& axis, std::span<const char> dead, Index levelCells,
                             std::size_t level)
{
    std::vector<char> result(static_cast<std::size_t>(axis.length), 0);
    for (Index i = 0; i < axis.length; ++i) {
        const CellRange cells =
            baseCells(cellsOf(axis.offset + i, levelCells, axis.total), level, axis.cells);
        result[static_cast<std::size_t>(i)] =
            std::all_of(dead.begin() + cells.begin, dead.begin() + cells.end,
                        [](char isDead) { return isDead != 0; });
    }
    return result;
}

/// Makes the rows of one picture.
class RowPainter
{
public:
    RowPainter(const MatrixImageSource& source, const PixelAxis& rows, const PixelAxis& columns)
        : m_rows(rows),
          m_columns(columns),
          m_level(levelFor(source.values, rows, columns)),
          m_values(source.values.levels()[m_level]),
          m_table(source.colours, source.limits),
          m_dead(packed(source.dead)),
          m_deadRows(deadPixels(rows, source.deadRows, m_values.rows(), m_level)),
          m_deadColumns(deadPixels(columns, source.deadColumns, m_values.cols(), m_level))
    {
        for (Index x = 0; x <= columns.length; ++x)
            m_starts.push_back(
                static_cast<int>(firstCell(columns.offset + x, m_values.cols(), columns.total)));
    }

    /// Whether row y looks like row y - 1.
    bool repeats(Index y) const { return rowRange(y).begin == rowRange(y - 1).begin; }

    /// `scratch` is reused from row to row.
    void paint(Index y, std::uint32_t* target, std::vector<float>& scratch) const
    {
        if (m_deadRows[static_cast<std::size_t>(y)]) {
            std::fill_n(target, m_columns.length, m_dead);
            return;
        }
        if (m_columns.total >= m_values.cols() && m_rows.total >= m_values.rows())
            paintCells(y, target);
        else
            paintBlocks(y, target, scratch);
        for (std::size_t x = 0; x < m_deadColumns.size(); ++x)
            if (m_deadColumns[x])
                target[x] = m_dead;
    }

private:
    CellRange rowRange(Index y) const
    {
        return cellsOf(m_rows.offset + y, m_values.rows(), m_rows.total);
    }

    /// A cell takes one pixel or more.
    void paintCells(Index y, std::uint32_t* target) const
    {
        const float* values = m_values.data() + rowRange(y).begin * m_values.cols();
        const Index perCell = m_columns.total / m_values.cols();
        if (perCell == 1) {
            std::transform(values + m_columns.offset, values + m_columns.offset + m_columns.length,
                           target, m_table);
            return;
        }
        Index column = m_starts.front();
        Index begin = 0;
        while (begin < m_columns.length) {
            const Index end = std::min((column + 1) * perCell - m_columns.offset, m_columns.length);
            std::fill(target + begin, target + end, m_table(values[column]));
            begin = end;
            ++column;
        }
    }

    /// A pixel stands for one or two cells of the level in each direction (more only in a matrix
    /// so narrow that it has a single pixel across).
    void paintBlocks(Index y, std::uint32_t* target, std::vector<float>& strongest) const
    {
        const CellRange rows = rowRange(y);
        const int first = m_starts.front();
        const int count = std::max(m_starts.back(), m_starts[m_starts.size() - 2] + 1) - first;
        const float* values = m_values.data() + rows.begin * m_values.cols() + first;
        strongest.assign(values, values + count);
        float* line = strongest.data();
        for (Index i = rows.begin + 1; i < rows.end; ++i) {
            values += m_values.cols();
            for (int j = 0; j < count; ++j)
                line[j] = stronger(line[j], values[j]);
        }
        for (std::size_t x = 0; x + 1 < m_starts.size(); ++x) {
            const int begin = m_starts[x] - first;
            const int last = std::max(begin, m_starts[x + 1] - first - 1);
            float value = stronger(line[begin], line[last]);
            for (int j = begin + 1; j < last; ++j)
                value = stronger(value, line[j]);
            target[x] = m_table(value);
        }
    }

    PixelAxis m_rows;
    PixelAxis m_columns;
    std::size_t m_level;
    const MatrixPyramid::Level& m_values;
    ColourTable m_table;
    std::uint32_t m_dead;
    std::vector<char> m_deadRows;
    std::vector<char> m_deadColumns;
    std::vector<int> m_starts; ///< first cell of each pixel of a row, and the one after the last
};

} // namespace

void paintMatrixImage(vtkImageData& image, const MatrixImageSource& source, const PixelAxis& rows,
                      const PixelAxis& columns)
{
    image.SetDimensions(static_cast<int>(columns.length), static_cast<int>(rows.length), 1);
    image.AllocateScalars(VTK_UNSIGNED_CHAR, 4);
    auto* pixels = static_cast<std::uint32_t*>(image.GetScalarPointer());
    const RowPainter painter(source, rows, columns);
    const auto rowOf = [&](Index y) { return pixels + (rows.length - 1 - y) * columns.length; };
    core::parallelFor(rows.length, 64, {}, [&](Index begin, Index end) {
        std::vector<float> scratch;
        for (Index y = begin; y < end; ++y) {
            if (y > begin && painter.repeats(y))
                std::copy_n(rowOf(y - 1), columns.length, rowOf(y));
            else
                painter.paint(y, rowOf(y), scratch);
        }
    });
}

MatrixCell cellAtPixel(const MatrixPyramid& values, const PixelAxis& rows, const PixelAxis& columns,
                       Index y, Index x)
{
    const std::size_t level = levelFor(values, rows, columns);
    const MatrixPyramid::Level& coarse = values.levels()[level];
    const CellRange rowRange =
        baseCells(cellsOf(rows.offset + y, coarse.rows(), rows.total), level, rows.cells);
    const CellRange columnRange =
        baseCells(cellsOf(columns.offset + x, coarse.cols(), columns.total), level, columns.cells);
    const MatrixPyramid::Level& fine = values.levels().front();
    MatrixCell cell{rowRange.begin, columnRange.begin};
    for (Index i = rowRange.begin; i < rowRange.end; ++i)
        for (Index j = columnRange.begin; j < columnRange.end; ++j)
            if (stronger(fine(cell.row, cell.column), fine(i, j)) != fine(cell.row, cell.column))
                cell = {i, j};
    return cell;
}

} // namespace counterpart::plots
