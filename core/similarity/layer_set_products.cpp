#include "core/similarity/layer_set_products.h"

#include "core/analysis/column_kernels.h"
#include "core/analysis/sequential_blas.h"
#include "core/analysis/unit_tiles.h"
#include "core/base/parallel.h"
#include "core/similarity/work_queue.h"

#include <cblas.h>

#include <algorithm>

namespace counterpart::core {

namespace {

constexpr Index kColumnGrain = 16;
/// Of the second layers of a run that is made of several pairs: as many as make the products quick,
/// and so few that a copy of a run is smaller than a block of samples.
constexpr Index kRunColumns = 1024;

std::span<const float> columnOf(const SampleBlock& block, Index column)
{
    return {block.values.col(column).data(), block.samples.size()};
}

} // namespace

LayerSetProducts::LayerSetProducts(std::vector<Index> firstColumns,
                                   std::span<const PlacePair> pairs, bool countsNorms)
    : m_firstColumns(std::move(firstColumns)),
      m_pairs(pairs.begin(), pairs.end()),
      m_shift(Vector::Zero(m_firstColumns.back())),
      m_sums(Vector::Zero(m_firstColumns.back()))
{
    const int layers = static_cast<int>(m_firstColumns.size()) - 1;
    if (countsNorms)
        m_norms.emplace(m_firstColumns);
    for (int layer = 0; layer < layers; ++layer)
        m_within.push_back(Matrix::Zero(units(layer), units(layer)));
    makeRuns();
    for (int layer = 0; layer < layers; ++layer)
        addSquareTiles(layer);
    std::ranges::for_each(m_between, [this](Run& run) { addTiles(run); });
    std::vector<double> costs;
    for (const Tile& tile : m_tiles)
        costs.push_back(static_cast<double>(tile.rows * tile.columns) / (tile.isOnDiagonal + 1));
    m_tileOrder = longestFirst(costs);
}

void LayerSetProducts::makeRuns()
{
    for (std::size_t pair = 0; pair < m_pairs.size(); ++pair) {
        if (!continuesRun(pair))
            m_between.push_back({pair, pair, {}});
        m_between.back().endPair = pair + 1;
    }
    for (Run& run : m_between) {
        const PlacePair& first = m_pairs[run.firstPair];
        const Index end = firstColumn(m_pairs[run.endPair - 1].second + 1);
        run.products = Matrix::Zero(units(first.first), end - firstColumn(first.second));
    }
}

bool LayerSetProducts::continuesRun(std::size_t pair) const
{
    if (pair == 0)
        return false;
    const PlacePair& one = m_pairs[pair];
    const PlacePair& before = m_pairs[pair - 1];
    const int first = m_pairs[m_between.back().firstPair].second;
    return one.first == before.first && one.second == before.second + 1 &&
           firstColumn(one.second + 1) - firstColumn(first) <= kRunColumns;
}

void LayerSetProducts::addSquareTiles(int layer)
{
    const std::vector<Index> bounds = tileBounds(units(layer));
    const Index first = firstColumn(layer);
    for (std::size_t j = 0; j + 1 < bounds.size(); ++j) {
        for (std::size_t i = 0; i <= j; ++i)
            m_tiles.push_back({&m_within[static_cast<std::size_t>(layer)], bounds[i], bounds[j],
                               first + bounds[i], bounds[i + 1] - bounds[i], first + bounds[j],
                               bounds[j + 1] - bounds[j], i == j});
    }
}

void LayerSetProducts::addTiles(Run& run)
{
    const PlacePair& pair = m_pairs[run.firstPair];
    const std::vector<Index> rows = tileBounds(run.products.rows());
    const std::vector<Index> columns = tileBounds(run.products.cols(), kRunColumns);
    for (std::size_t j = 0; j + 1 < columns.size(); ++j) {
        for (std::size_t i = 0; i + 1 < rows.size(); ++i)
            m_tiles.push_back({&run.products, rows[i], columns[j],
                               firstColumn(pair.first) + rows[i], rows[i + 1] - rows[i],
                               firstColumn(pair.second) + columns[j], columns[j + 1] - columns[j],
                               false});
    }
}

void LayerSetProducts::startBlock(const SampleBlock& block)
{
    if (m_hasShift || block.rows() == 0)
        return;
    m_hasShift = true;
    for (Index column = 0; column < m_shift.size(); ++column)
        m_shift[column] = sumOf(columnOf(block, column)) / static_cast<double>(block.rows());
    m_shifted.setZero(block.values.rows(), block.values.cols());
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
    forEachInTurn(m_tileOrder, progress, [&](Index tile) {
        multiplyTile(m_tiles[static_cast<std::size_t>(tile)], block.rows());
    });
    if (m_norms)
        m_norms->add(m_shifted, block.rows(), progress);
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
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            Run& run = m_between[i];
            const PlacePair& pair = m_pairs[run.firstPair];
            const auto seconds = m_sums.segment(firstColumn(pair.second), run.products.cols());
            run.products.noalias() -=
                sums(static_cast<std::size_t>(pair.first)) * (seconds / n).transpose();
        }
    });
}

std::vector<Matrix> LayerSetProducts::takeBetween()
{
    std::vector<Matrix> between;
    for (Run& run : m_between) {
        Matrix products = std::move(run.products);
        if (run.endPair == run.firstPair + 1) {
            between.push_back(std::move(products));
            continue;
        }
        const Index first = firstColumn(m_pairs[run.firstPair].second);
        for (std::size_t pair = run.firstPair; pair < run.endPair; ++pair) {
            const int second = m_pairs[pair].second;
            between.push_back(products.middleCols(firstColumn(second) - first, units(second)));
        }
    }
    return between;
}

std::vector<double> LayerSetProducts::normProducts(std::span<const Matrix> between) const
{
    std::vector<double> products;
    for (std::size_t i = 0; i < m_pairs.size(); ++i)
        products.push_back(m_norms->product(static_cast<std::size_t>(m_pairs[i].first),
                                            static_cast<std::size_t>(m_pairs[i].second), between[i],
                                            m_sums, m_samples));
    return products;
}

double LayerSetProducts::normSquares(std::size_t layer, const Matrix& within) const
{
    return m_norms->product(layer, layer, within, m_sums, m_samples);
}

Vector LayerSetProducts::mean(std::size_t layer) const
{
    const Index first = m_firstColumns[layer];
    const Index count = m_firstColumns[layer + 1] - first;
    return m_shift.segment(first, count) +
           m_sums.segment(first, count) / static_cast<double>(std::max<Index>(m_samples, 1));
}

} // namespace counterpart::core
