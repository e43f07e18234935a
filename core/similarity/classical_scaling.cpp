#include "core/similarity/classical_scaling.h"

#include "core/analysis/symmetric_eigen.h"

#include <algorithm>
#include <cmath>

namespace counterpart::core {

namespace {

constexpr Index kDimensions = 3;
/// Eigenvalues below this share of the largest are rounding.
constexpr double kRounding = 1e-12;

} // namespace

ScaledPoints classicalScaling(const Matrix& distances, const Progress& progress)
{
    const Index n = distances.rows();
    Matrix gram = -0.5 * distances.cwiseAbs2();
    const Vector means = gram.rowwise().mean();
    const double mean = means.mean();
    gram.colwise() -= means;
    gram.rowwise() -= means.transpose();
    gram.array() += mean;
    const EigenPairs pairs = smallestEigenpairs(gram, n, progress);

    ScaledPoints result;
    result.eigenvalues = pairs.values.reverse();
    result.points = Matrix::Zero(n, kDimensions);
    const double least = kRounding * std::max(result.eigenvalues[0], 0.0);
    const double sum = result.eigenvalues.cwiseMax(0.0).sum();
    for (Index d = 0; d < std::min(n, kDimensions); ++d) {
        const double value = result.eigenvalues[d];
        if (!(value > least))
            break;
        result.points.col(d) = pairs.vectors.col(n - 1 - d) * std::sqrt(value);
        result.shownIn2d += d < 2 ? value / sum : 0;
        result.shownIn3d += value / sum;
    }
    return result;
}

} // namespace counterpart::core
