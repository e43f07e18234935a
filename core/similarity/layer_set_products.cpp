#include "core/similarity/layer_set_products.h"

#include "core/analysis/column_kernels.h"
#include "core/analysis/sequential_blas.h"
#include "core/analysis/unit_tiles.h"
#include "core/base/parallel.h"

#include <cblas.h>

#include <algorithm>

namespace counterpart::core {

namespace {

constexpr Index kColumnGrain = 16;

std::span<const float> columnOf(const SampleBlock& block, Index column)
{
    return {block.values.col(column).data(), block.samples.size()};
}

} // namespace

LayerSetProducts::LayerSetProducts(std::vector<Index> firstColumns,
                                   std::span<const PlacePair> pairs)
    : m_firstColumns(std::move(firstColumns)),
      m_pairs(pairs.begin(), pairs.end()),
      m_shift(Vector::Zero(m_firstColumns.back())),
      m_sums(Vector::Zero(m_firstColumns.back()))
{
    const auto first = [&](int place) { return m_firstColumns[static_cast<std::size_t>(place)]; };
    const auto units = [&](int place) { return first(place + 1) - first(place); };
    const int layers = static_cast<int>(m_firstColumns.size()) - 1;
    for (int layer = 0; layer < layers; ++layer)
        m_within.push_back(Matrix::Zero(units(layer), units(layer)));
    for (const PlacePair& pair : m_pairs)
        m_between.push_back(Matrix::Zero(units(pair.first), units(pair.second)));
    for (int layer = 0; layer < layers; ++layer)
        addTiles(m_within[static_cast<std::size_t>(layer)], first(layer), first(layer), true);
    for (std::size_t i = 0; i < m_pairs.size(); ++i)
        addTiles(m_between[i], first(m_pairs[i].first), first(m_pairs[i].second), false);
}

void LayerSetProducts::addTiles(Matrix& target, Index firstRow, Index firstColumn, bool isSymmetric)
{
    const std::vector<Index> rows = tileBounds(target.rows());
    const std::vector<Index> columns = tileBounds(target.cols());
    for (std::size_t j = 0; j + 1 < columns.size(); ++j) {
        for (std::size_t i = 0; i + 1 < rows.size() && !(isSymmetric && i > j); ++i)
            m_tiles.push_back({&target, rows[i], columns[j], firstRow + rows[i],
                               rows[i + 1] - rows[i], firstColumn + columns[j],
                               columns[j + 1] - columns[j], isSymmetric && i == j});
    }
}

void LayerSetProducts::startBlock(const SampleBlock& block)
{
    if (m_hasShift || block.rows() == 0)
        return;
    m_hasShift = true;
    for (Index column = 0; column < m_shift.size(); ++column)
        m_shift[column] = sumOf(columnOf(block, column)) / static_cast<double>(block.rows());
    m_shifted.resize(block.values.rows(), block.values.cols());
}

void LayerSetProducts::centre(const SampleBlock& block, Index column)
{
    m_sums[column] += shift(columnOf(block, column), m_shift[column], m_shifted.col(column).data());
}

void LayerSetProducts::multiply(const SampleBlock& block, const Progress& progress)
{
    if (block.rows() == 0)
        return;
    const SequentialBlas sequential;
    parallelFor(static_cast<Index>(m_tiles.size()), 1, progress, [&](Index begin, Index end) {
        for (Index i = begin; i < end; ++i) {
            progress.checkpoint();
            multiplyTile(m_tiles[static_cast<std::size_t>(i)], block.rows());
        }
    });
    m_samples += block.rows();
}

void LayerSetProducts::multiplyTile(const Tile& tile, Index rows)
{
    const double* left = m_shifted.col(tile.row).data();
    const double* right = m_shifted.col(tile.column).data();
    const blasint stride = asBlas(m_shifted.rows());
    double* target = &(*tile.target)(tile.targetRow, tile.targetColumn);
    const blasint targetStride = asBlas(tile.target->rows());
    if (tile.isOnDiagonal)
        cblas_dsyrk(CblasColMajor, CblasUpper, CblasTrans, asBlas(tile.rows), asBlas(rows), 1, left,
                    stride, 1, target, targetStride);
    else
        cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, asBlas(tile.rows),
                    asBlas(tile.columns), asBlas(rows), 1, left, stride, right, stride, 1, target,
                    targetStride);
}

void LayerSetProducts::finish(const Progress& progress)
{
    m_shifted.resize(0, 0);
    const double n = static_cast<double>(std::max<Index>(m_samples, 1));
    const auto sums = [&](std::size_t layer) {
        return m_sums.segment(m_firstColumns[layer],
                              m_firstColumns[layer + 1] - m_firstColumns[layer]);
    };
    parallelFor(static_cast<Index>(m_within.size()), 1, progress, [&](Index begin, Index end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            m_within[i].noalias() -= sums(i) * (sums(i) / n).transpose();
            m_within[i].triangularView<Eigen::StrictlyLower>() = m_within[i].transpose();
        }
    });
    parallelFor(static_cast<Index>(m_between.size()), 1, progress, [&](Index begin, Index end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            m_between[i].noalias() -=
                sums(static_cast<std::size_t>(m_pairs[i].first)) *
                (sums(static_cast<std::size_t>(m_pairs[i].second)) / n).transpose();
    });
}

Vector LayerSetProducts::mean(std::size_t layer) const
{
    const Index first = m_firstColumns[layer];
    const Index count = m_firstColumns[layer + 1] - first;
    return m_shift.segment(first, count) +
           m_sums.segment(first, count) / static_cast<double>(std::max<Index>(m_samples, 1));
}

} // namespace counterpart::core
