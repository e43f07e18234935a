#include "core/analysis/cross_products.h"

#include "core/analysis/column_kernels.h"
#include "core/analysis/sequential_blas.h"
#include "core/analysis/unit_tiles.h"
#include "core/base/parallel.h"

#include <cblas.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace counterpart::core {

namespace {

/// A tile's float product fits the second-level cache beside its target.
constexpr Index kColumnGrain = 16;

/// Values looked at for a repeated one, and how often one must come among them: an eighth.
constexpr std::size_t kLookedAt = 256;
constexpr std::size_t kOftenEnough = kLookedAt / 8;

/// The finite value that comes most often, if it comes often.
std::optional<float> repeatedValue(std::span<const float> values)
{
    std::vector<float> some;
    const std::size_t step = std::max<std::size_t>(values.size() / kLookedAt, 1);
    for (std::size_t i = 0; i < values.size() && some.size() < kLookedAt; i += step) {
        if (std::isfinite(values[i]))
            some.push_back(values[i]);
    }
    std::ranges::sort(some);
    std::optional<float> repeated;
    std::size_t most = kOftenEnough - 1;
    for (auto run = some.begin(); run != some.end();) {
        const auto next = std::find_if(run, some.end(), [&](float value) { return value != *run; });
        if (static_cast<std::size_t>(next - run) > most) {
            most = static_cast<std::size_t>(next - run);
            repeated = *run;
        }
        run = next;
    }
    return repeated;
}

/// What is subtracted from a unit's values before they are multiplied. Near the mean, so that a
/// large mean costs no accuracy; and, if a value recurs (the zero of a ReLU), that value, so that
/// its products are exactly 0: added up in float, equal products are rounded the same way each
/// time, and that error grows with the samples (1e-6 of a correlation instead of 1e-7).
float shiftOf(std::span<const float> values)
{
    const double mean = sumOf(values) / static_cast<double>(values.size());
    return repeatedValue(values).value_or(static_cast<float>(mean));
}

/// Sorts a column by fold.
void sortRows(float* values, const std::vector<Index>& order)
{
    thread_local std::vector<float> scratch;
    scratch.assign(values, values + order.size());
    for (std::size_t row = 0; row < order.size(); ++row)
        values[row] = scratch[static_cast<std::size_t>(order[row])];
}

} // namespace

CrossProducts::CrossProducts(Index unitsA, Index unitsB, Precision precision, FoldDealer dealer)
    : m_dealer(std::move(dealer)),
      m_folds(m_dealer.folds())
{
    for (Moments& moments : m_folds) {
        moments.precision = precision;
        moments.cross.a = Matrix::Zero(unitsA, unitsA);
        moments.cross.b = Matrix::Zero(unitsB, unitsB);
        moments.crossBetween = Matrix::Zero(unitsA, unitsB);
        moments.mean = {Vector::Zero(unitsA), Vector::Zero(unitsB)};
    }
    addTiles(Part::WithinA, 0, 0);
    addTiles(Part::WithinB, unitsA, unitsA);
    addTiles(Part::Between, 0, unitsA);
    // The small ones last, so that the threads end together.
    std::ranges::stable_partition(m_tiles, [](const Tile& tile) { return !tile.isOnDiagonal; });
    m_sums = Matrix::Zero(unitsA + unitsB, static_cast<Index>(m_folds.size()));
    m_shift = Vector::Zero(unitsA + unitsB);
}

Matrix& CrossProducts::matrix(Moments& moments, Part part)
{
    if (part == Part::Between)
        return moments.crossBetween;
    return part == Part::WithinA ? moments.cross.a : moments.cross.b;
}

void CrossProducts::addTiles(Part part, Index firstRow, Index firstColumn)
{
    const Matrix& target = matrix(m_folds.front(), part);
    const bool isSymmetric = part != Part::Between;
    const std::vector<Index> rows = tileBounds(target.rows());
    const std::vector<Index> columns = tileBounds(target.cols());
    for (std::size_t j = 0; j + 1 < columns.size(); ++j) {
        for (std::size_t i = 0; i + 1 < rows.size() && !(isSymmetric && i > j); ++i)
            m_tiles.push_back({part, rows[i], columns[j], firstRow + rows[i], rows[i + 1] - rows[i],
                               firstColumn + columns[j], columns[j + 1] - columns[j],
                               isSymmetric && i == j});
    }
}

CrossProducts::Rows CrossProducts::rowsOf(std::size_t fold) const
{
    return {m_rows.bounds[fold], m_rows.bounds[fold + 1] - m_rows.bounds[fold]};
}

Index CrossProducts::bytesOfAValue() const
{
    constexpr Index kTwoBlocks = 2 * sizeof(float);
    return m_folds.front().precision == Precision::Double ? kTwoBlocks + Index{sizeof(double)}
                                                          : kTwoBlocks;
}

void CrossProducts::startBlock(const SampleBlock& block, const Progress& progress)
{
    m_rows = m_dealer.deal(block.samples);
    if (m_hasShift || block.rows() == 0)
        return;
    m_hasShift = true;
    parallelFor(m_shift.size(), kColumnGrain, progress, [&](Index begin, Index end) {
        for (Index column = begin; column < end; ++column)
            m_shift[column] = static_cast<double>(
                shiftOf({block.values.col(column).data(), block.samples.size()}));
    });
    if (m_folds.front().precision == Precision::Double)
        m_doubles.resize(block.values.rows(), block.values.cols());
}

void CrossProducts::centre(SampleBlock& block, Index column)
{
    float* values = block.values.col(column).data();
    if (!m_rows.order.empty())
        sortRows(values, m_rows.order);
    for (std::size_t fold = 0; fold < m_folds.size(); ++fold) {
        const Rows rows = rowsOf(fold);
        const std::span<float> part(values + rows.first, static_cast<std::size_t>(rows.count));
        double& sum = m_sums(column, static_cast<Index>(fold));
        if (m_folds.front().precision == Precision::Single)
            sum += shift(part, static_cast<float>(m_shift[column]));
        else
            sum += shift(part, m_shift[column], m_doubles.col(column).data() + rows.first);
    }
}

void CrossProducts::multiply(const SampleBlock& block, const Progress& progress)
{
    if (block.rows() == 0)
        return;
    const SequentialBlas sequential;
    parallelFor(static_cast<Index>(m_tiles.size()), 1, progress, [&](Index begin, Index end) {
        for (Index i = begin; i < end; ++i) {
            const Tile& tile = m_tiles[static_cast<std::size_t>(i)];
            for (std::size_t fold = 0; fold < m_folds.size(); ++fold) {
                progress.checkpoint();
                if (rowsOf(fold).count == 0)
                    continue;
                if (m_folds[fold].precision == Precision::Single)
                    multiplySingle(tile, fold, block);
                else
                    multiplyDouble(tile, fold);
            }
        }
    });
    for (std::size_t fold = 0; fold < m_folds.size(); ++fold)
        m_folds[fold].samples += rowsOf(fold).count;
    m_samples += block.rows();
}

void CrossProducts::multiplySingle(const Tile& tile, std::size_t fold, const SampleBlock& block)
{
    thread_local std::vector<float> product;
    product.resize(static_cast<std::size_t>(tile.rows * tile.columns));
    const Rows rows = rowsOf(fold);
    const blasint stride = asBlas(block.values.rows());
    const float* left = block.values.col(tile.row).data() + rows.first;
    const float* right = block.values.col(tile.column).data() + rows.first;
    if (tile.isOnDiagonal)
        cblas_ssyrk(CblasColMajor, CblasUpper, CblasTrans, asBlas(tile.rows), asBlas(rows.count), 1,
                    left, stride, 0, product.data(), asBlas(tile.rows));
    else
        cblas_sgemm(CblasColMajor, CblasTrans, CblasNoTrans, asBlas(tile.rows),
                    asBlas(tile.columns), asBlas(rows.count), 1, left, stride, right, stride, 0,
                    product.data(), asBlas(tile.rows));
    Matrix& target = matrix(m_folds[fold], tile.part);
    for (Index j = 0; j < tile.columns; ++j) {
        const float* from = product.data() + j * tile.rows;
        double* to = &target(tile.targetRow, tile.targetColumn + j);
        const Index count = tile.isOnDiagonal ? j + 1 : tile.rows;
        for (Index i = 0; i < count; ++i)
            to[i] += static_cast<double>(from[i]);
    }
}

void CrossProducts::multiplyDouble(const Tile& tile, std::size_t fold)
{
    const Rows rows = rowsOf(fold);
    const blasint stride = asBlas(m_doubles.rows());
    const double* left = m_doubles.col(tile.row).data() + rows.first;
    const double* right = m_doubles.col(tile.column).data() + rows.first;
    Matrix& matrixOfFold = matrix(m_folds[fold], tile.part);
    double* target = &matrixOfFold(tile.targetRow, tile.targetColumn);
    const blasint targetStride = asBlas(matrixOfFold.rows());
    if (tile.isOnDiagonal)
        cblas_dsyrk(CblasColMajor, CblasUpper, CblasTrans, asBlas(tile.rows), asBlas(rows.count), 1,
                    left, stride, 1, target, targetStride);
    else
        cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, asBlas(tile.rows),
                    asBlas(tile.columns), asBlas(rows.count), 1, left, stride, right, stride, 1,
                    target, targetStride);
}

/// Moves the cross-products from the shift to the mean, and fills the lower triangle.
void CrossProducts::centreMatrix(std::size_t fold, Part part, Index firstRow, Index firstColumn,
                                 const Progress& progress)
{
    Matrix& products = matrix(m_folds[fold], part);
    const bool isSymmetric = part != Part::Between;
    const double n = static_cast<double>(m_folds[fold].samples);
    const auto sums = m_sums.col(static_cast<Index>(fold));
    parallelFor(products.cols(), kColumnGrain, progress, [&](Index begin, Index end) {
        for (Index j = begin; j < end; ++j) {
            const Index rows = isSymmetric ? j + 1 : products.rows();
            products.col(j).head(rows) -=
                sums.segment(firstRow, rows) * (sums[firstColumn + j] / n);
        }
    });
    if (isSymmetric)
        products.triangularView<Eigen::StrictlyLower>() = products.transpose();
}

std::vector<Moments> CrossProducts::takeFolds(const Progress& progress)
{
    m_doubles.resize(0, 0);
    for (std::size_t fold = 0; fold < m_folds.size(); ++fold) {
        Moments& moments = m_folds[fold];
        if (moments.samples == 0)
            continue;
        const Index unitsA = moments.cross.a.rows();
        const Index unitsB = moments.cross.b.rows();
        centreMatrix(fold, Part::WithinA, 0, 0, progress);
        centreMatrix(fold, Part::WithinB, unitsA, unitsA, progress);
        centreMatrix(fold, Part::Between, 0, unitsA, progress);
        const Vector mean =
            m_shift + m_sums.col(static_cast<Index>(fold)) / static_cast<double>(moments.samples);
        moments.mean.a = mean.head(unitsA);
        moments.mean.b = mean.tail(unitsB);
    }
    m_tiles.clear();
    return std::move(m_folds);
}

} // namespace counterpart::core
