#include "core/analysis/cca_null.h"

#include "core/analysis/matrix_product.h"
#include "core/analysis/sequential_blas.h"
#include "core/analysis/singular_values.h"
#include "core/base/parallel.h"
#include "core/base/random.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace counterpart::core {

namespace {

/// Of `freedom` degrees of freedom: a gamma deviate by Marsaglia and Tsang (2000), the same on
/// every machine.
double chiSquare(std::mt19937_64& random, Index freedom)
{
    if (freedom == 1) {
        const double normal = randomNormal(random);
        return normal * normal;
    }
    constexpr std::uint64_t kSteps = std::uint64_t{1} << 53;
    const double d = 0.5 * static_cast<double>(freedom) - 1.0 / 3;
    const double c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double normal = randomNormal(random);
        const double root = 1 + c * normal;
        const double v = root * root * root;
        const double uniform = (static_cast<double>(randomBelow(random, kSteps)) + 0.5) / kSteps;
        if (v > 0 && std::log(uniform) < 0.5 * normal * normal + d * (1 - v + std::log(v)))
            return 2 * d * v;
    }
}

/// T of a Wishart matrix T'T: with fewer degrees of freedom than columns it has as many rows.
Matrix wishartFactor(std::mt19937_64& random, Index columns, Index freedom)
{
    const Index rows = std::min(columns, freedom);
    Matrix factor = Matrix::Zero(rows, columns);
    for (Index i = 0; i < rows; ++i) {
        factor(i, i) = std::sqrt(chiSquare(random, freedom - i));
        for (Index j = i + 1; j < columns; ++j)
            factor(i, j) = randomNormal(random);
    }
    return factor;
}

/// Linear between the two nearest of sorted values.
double quantile(const std::vector<double>& sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], place - std::floor(place));
}

constexpr double kLow = 0.025;
constexpr double kHigh = 0.975;

} // namespace

Vector drawNullCoefficients(Index rankA, Index rankB, Index samples, std::uint64_t seed)
{
    const Index a = std::max(rankA, rankB);
    const Index b = std::min(rankA, rankB);
    assert(b >= 1 && samples - 1 > a);
    std::mt19937_64 random(seed);
    const Matrix between = wishartFactor(random, b, a);
    const Matrix rest = wishartFactor(random, b, samples - 1 - a);
    const Eigen::LLT<Matrix> all(transposedProduct(between, between) +
                                 transposedProduct(rest, rest));
    // T1 L^-T, whose singular values are the coefficients.
    return singularValues(all.matrixL().solve(between.transpose()), {}).cwiseMin(1.0);
}

CcaNullBand ccaNullBand(Index rankA, Index rankB, Index samples, int draws, std::uint64_t seed,
                        const Progress& progress)
{
    assert(draws >= 1);
    const Index count = std::min(rankA, rankB);
    Matrix drawn(draws, count);
    {
        const SequentialBlas sequential;
        parallelFor(draws, 1, progress, [&](Index begin, Index end) {
            for (Index i = begin; i < end; ++i)
                drawn.row(i) = drawNullCoefficients(rankA, rankB, samples,
                                                    seed + static_cast<std::uint64_t>(i));
        });
    }
    const auto sortedOf = [](const Vector& values) {
        std::vector<double> sorted(values.begin(), values.end());
        std::ranges::sort(sorted);
        return sorted;
    };
    CcaNullBand band{Vector(count), Vector(count), drawn.mean()};
    for (Index i = 0; i < count; ++i) {
        const std::vector<double> sorted = sortedOf(drawn.col(i));
        band.low[i] = quantile(sorted, kLow);
        band.high[i] = quantile(sorted, kHigh);
    }
    const std::vector<double> means = sortedOf(drawn.rowwise().mean());
    band.meanLow = quantile(means, kLow);
    band.meanHigh = quantile(means, kHigh);
    return band;
}

} // namespace counterpart::core
