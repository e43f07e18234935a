#include "core/analysis/cross_products.h"

#include "core/analysis/column_kernels.h"
#include "core/analysis/sequential_blas.h"
#include "core/base/parallel.h"

#include <cblas.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace counterpart::core {

namespace {

/// A tile's float product fits the second-level cache beside its target.
constexpr Index kTileUnits = 256;
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

/// The bounds of `count` units cut into equal tiles.
std::vector<Index> tileBounds(Index count)
{
    const Index tiles = (count + kTileUnits - 1) / kTileUnits;
    std::vector<Index> bounds{0};
    for (Index tile = 0; tile < tiles; ++tile)
        bounds.push_back(count * (tile + 1) / tiles);
    return bounds;
}

blasint asBlas(Index value)
{
    return static_cast<blasint>(value);
}

} // namespace

CrossProducts::CrossProducts(Index unitsA, Index unitsB, Precision precision)
{
    m_moments.precision = precision;
    m_moments.cross.a = Matrix::Zero(unitsA, unitsA);
    m_moments.cross.b = Matrix::Zero(unitsB, unitsB);
    m_moments.crossBetween = Matrix::Zero(unitsA, unitsB);
    addTiles(m_moments.cross.a, 0, 0, true);
    addTiles(m_moments.cross.b, unitsA, unitsA, true);
    addTiles(m_moments.crossBetween, 0, unitsA, false);
    m_sums = Vector::Zero(unitsA + unitsB);
    m_shift = Vector::Zero(unitsA + unitsB);
}

void CrossProducts::addTiles(Matrix& target, Index firstRow, Index firstColumn, bool isSymmetric)
{
    const std::vector<Index> rows = tileBounds(target.rows());
    const std::vector<Index> columns = tileBounds(target.cols());
    for (std::size_t j = 0; j + 1 < columns.size(); ++j) {
        for (std::size_t i = 0; i + 1 < rows.size() && !(isSymmetric && i > j); ++i)
            m_tiles.push_back({&target(rows[i], columns[j]), target.rows(), firstRow + rows[i],
                               rows[i + 1] - rows[i], firstColumn + columns[j],
                               columns[j + 1] - columns[j], isSymmetric && i == j});
    }
}

Index CrossProducts::bytesOfAValue() const
{
    constexpr Index kTwoBlocks = 2 * sizeof(float);
    return m_moments.precision == Precision::Double ? kTwoBlocks + Index{sizeof(double)}
                                                    : kTwoBlocks;
}

void CrossProducts::startBlock(const SampleBlock& block, const Progress& progress)
{
    if (m_hasShift || block.rows() == 0)
        return;
    m_hasShift = true;
    parallelFor(m_shift.size(), kColumnGrain, progress, [&](Index begin, Index end) {
        for (Index column = begin; column < end; ++column)
            m_shift[column] = static_cast<double>(
                shiftOf({block.values.col(column).data(), block.samples.size()}));
    });
    if (m_moments.precision == Precision::Double)
        m_doubles.resize(block.values.rows(), block.values.cols());
}

void CrossProducts::centre(SampleBlock& block, Index column)
{
    const auto rows = static_cast<std::size_t>(block.rows());
    float* values = block.values.col(column).data();
    if (m_moments.precision == Precision::Single)
        m_sums[column] += shift({values, rows}, static_cast<float>(m_shift[column]));
    else
        m_sums[column] += shift({values, rows}, m_shift[column], m_doubles.col(column).data());
}

void CrossProducts::multiply(const SampleBlock& block, const Progress& progress)
{
    if (block.rows() == 0)
        return;
    const SequentialBlas sequential;
    parallelFor(static_cast<Index>(m_tiles.size()), 1, progress, [&](Index begin, Index end) {
        for (Index i = begin; i < end; ++i) {
            progress.checkpoint();
            const Tile& tile = m_tiles[static_cast<std::size_t>(i)];
            if (m_moments.precision == Precision::Single)
                multiplySingle(tile, block);
            else
                multiplyDouble(tile, block.rows());
        }
    });
    m_samples += block.rows();
}

void CrossProducts::multiplySingle(const Tile& tile, const SampleBlock& block) const
{
    thread_local std::vector<float> product;
    product.resize(static_cast<std::size_t>(tile.rows * tile.columns));
    const ActivationBlock& values = block.values;
    const blasint stride = asBlas(values.rows());
    if (tile.isOnDiagonal)
        cblas_ssyrk(CblasColMajor, CblasUpper, CblasTrans, asBlas(tile.rows), asBlas(block.rows()),
                    1, values.col(tile.row).data(), stride, 0, product.data(), asBlas(tile.rows));
    else
        cblas_sgemm(CblasColMajor, CblasTrans, CblasNoTrans, asBlas(tile.rows),
                    asBlas(tile.columns), asBlas(block.rows()), 1, values.col(tile.row).data(),
                    stride, values.col(tile.column).data(), stride, 0, product.data(),
                    asBlas(tile.rows));
    for (Index j = 0; j < tile.columns; ++j) {
        const float* from = product.data() + j * tile.rows;
        double* to = tile.target + j * tile.stride;
        const Index count = tile.isOnDiagonal ? j + 1 : tile.rows;
        for (Index i = 0; i < count; ++i)
            to[i] += static_cast<double>(from[i]);
    }
}

void CrossProducts::multiplyDouble(const Tile& tile, Index rows) const
{
    const blasint stride = asBlas(m_doubles.rows());
    if (tile.isOnDiagonal)
        cblas_dsyrk(CblasColMajor, CblasUpper, CblasTrans, asBlas(tile.rows), asBlas(rows), 1,
                    m_doubles.col(tile.row).data(), stride, 1, tile.target, asBlas(tile.stride));
    else
        cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, asBlas(tile.rows),
                    asBlas(tile.columns), asBlas(rows), 1, m_doubles.col(tile.row).data(), stride,
                    m_doubles.col(tile.column).data(), stride, 1, tile.target, asBlas(tile.stride));
}

/// Moves the cross-products from the shift to the mean, and fills the lower triangle.
void CrossProducts::centreMatrix(Matrix& matrix, Index firstRow, Index firstColumn,
                                 bool isSymmetric, const Progress& progress) const
{
    const double n = static_cast<double>(m_samples);
    parallelFor(matrix.cols(), kColumnGrain, progress, [&](Index begin, Index end) {
        for (Index j = begin; j < end; ++j) {
            const Index rows = isSymmetric ? j + 1 : matrix.rows();
            matrix.col(j).head(rows) -=
                m_sums.segment(firstRow, rows) * (m_sums[firstColumn + j] / n);
        }
    });
    if (isSymmetric)
        matrix.triangularView<Eigen::StrictlyLower>() = matrix.transpose();
}

Moments CrossProducts::takeMoments(const Progress& progress)
{
    m_doubles.resize(0, 0);
    if (m_samples > 0) {
        const Index unitsA = m_moments.cross.a.rows();
        const Index unitsB = m_moments.cross.b.rows();
        centreMatrix(m_moments.cross.a, 0, 0, true, progress);
        centreMatrix(m_moments.cross.b, unitsA, unitsA, true, progress);
        centreMatrix(m_moments.crossBetween, 0, unitsA, false, progress);
        const Vector mean = m_shift + m_sums / static_cast<double>(m_samples);
        m_moments.mean.a = mean.head(unitsA);
        m_moments.mean.b = mean.tail(unitsB);
    }
    m_moments.samples = m_samples;
    m_tiles.clear();
    return std::move(m_moments);
}

} // namespace counterpart::core
