#include "core/analysis/projection.h"

#include "core/analysis/double_moments.h"
#include "core/analysis/matrix_product.h"
#include "core/analysis/singular_values.h"
#include "core/base/error.h"
#include "core/base/random.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace counterpart::core {

namespace {

/// left and right.
struct Factors
{
    Matrix left, right;
};

Factors canonical(const Moments& moments, const SidePair<std::string>& names,
                  const ProjectionOptions& options, const Progress& progress)
{
    const Cca cca = canonicalCorrelation(moments, names, options.cca, progress.part(0, 0.7));
    if (options.kind == ProjectionKind::Cca) {
        const Index count = std::min(options.count, cca.coefficients.size());
        return {cca.directions(Side::A, 0, count), cca.projections(Side::A, 0, count)};
    }
    const Index keptA = keptDirections(cca.layer.a, options.keep);
    const Index keptB = keptDirections(cca.layer.b, options.keep);
    const SingularTriplets triplets =
        singularTriplets(cca.between.topLeftCorner(keptA, keptB), progress.part(0.7, 1));
    const Index count = std::min(options.count, triplets.values.size());
    const Matrix rotation = triplets.left.leftCols(count);
    const Vector singular = cca.layer.a.singular.head(keptA);
    const Matrix directions = cca.layer.a.directions.leftCols(keptA);
    return {product(directions, singular.cwiseInverse().asDiagonal() * rotation),
            product(directions, singular.asDiagonal() * rotation)};
}

Factors orthonormal(const Matrix& directions, Index count)
{
    const Matrix first = directions.leftCols(std::min(count, directions.cols()));
    return {first, first};
}

Factors crossCovariance(const Moments& moments, Index count, const Progress& progress)
{
    const SingularTriplets triplets = singularTriplets(moments.crossBetween, progress);
    const double largest = triplets.values.size() > 0 ? triplets.values[0] : 0.0;
    const Index rank = (triplets.values.array() > 1e-12 * largest).count();
    return orthonormal(triplets.left, std::min(count, largest > 0 ? rank : Index{0}));
}

Factors unitsThemselves(const Moments& moments, const ProjectionOptions& options)
{
    const Vector& mean = moments.mean.a;
    std::vector<Index> order(static_cast<std::size_t>(mean.size()));
    std::iota(order.begin(), order.end(), Index{0});
    if (options.kind == ProjectionKind::Active) {
        std::ranges::stable_sort(order, std::ranges::greater{}, [&](Index i) { return mean[i]; });
    } else {
        std::mt19937_64 random(options.seed);
        randomShuffle(random, order);
    }
    const Index count = std::min(options.count, mean.size());
    Matrix units = Matrix::Zero(mean.size(), count);
    for (Index i = 0; i < count; ++i)
        units(order[static_cast<std::size_t>(i)], i) = 1;
    return {units, units};
}

Factors factorsOf(const Moments& moments, const SidePair<std::string>& names,
                  const ProjectionOptions& options, const Progress& progress)
{
    switch (options.kind) {
    case ProjectionKind::Svcca:
    case ProjectionKind::Cca:
        return canonical(moments, names, options, progress);
    case ProjectionKind::Principal:
        return orthonormal(
            principalDirections(moments.cross.a, options.cca.tolerance, progress).directions,
            options.count);
    case ProjectionKind::Pls:
        return crossCovariance(moments, options.count, progress);
    case ProjectionKind::Active:
    case ProjectionKind::Random:
        break;
    }
    return unitsThemselves(moments, options);
}

} // namespace

double Projection::activationRatio() const
{
    return static_cast<double>(directions()) / static_cast<double>(units());
}

double Projection::parameterRatio() const
{
    return 2 * activationRatio();
}

Matrix Projection::apply(const Matrix& samples) const
{
    const Matrix centred = samples.rowwise() - mean.transpose();
    return product(product(centred, left), right.transpose()).rowwise() + mean.transpose();
}

Projection projection(const Moments& moments, const SidePair<std::string>& names,
                      const ProjectionOptions& options, const Progress& progress)
{
    requireDouble(moments, "A projection");
    Factors factors = factorsOf(moments, names, options, progress);
    if (factors.left.cols() == 0)
        throw InputError("Projection: " + names.a +
                         " has no direction to project onto: it is "
                         "constant, or nothing of it varies together with " +
                         names.b + ".");
    Projection result{moments.mean.a, std::move(factors.left), std::move(factors.right), 0};
    const double all = moments.cross.a.trace();
    // tr(M Cxx M') of M = right left'.
    const Matrix inner = transposedProduct(result.left, product(moments.cross.a, result.left));
    const Matrix outer = transposedProduct(result.right, result.right);
    if (all > 0)
        result.variance = std::clamp(inner.cwiseProduct(outer).sum() / all, 0.0, 1.0);
    return result;
}

} // namespace counterpart::core
