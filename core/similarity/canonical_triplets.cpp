#include "core/similarity/canonical_triplets.h"

#include "core/analysis/matrix_product.h"
#include "core/analysis/symmetric_eigen.h"

#include <algorithm>
#include <cmath>

namespace counterpart::core {

namespace {

/// Of smaller values the square is too near the rounding of the largest.
constexpr double kSmallestValue = 1e-6;

bool isLost(const Vector& squares)
{
    return squares.size() == 0 || !(squares[0] > kSmallestValue * kSmallestValue);
}

/// The smaller one of M M' and M' M. `tall` has at least as many rows as columns.
Matrix smallerGram(const Matrix& tall)
{
    Matrix gram = transposedProduct(tall, tall);
    gram.triangularView<Eigen::StrictlyLower>() = gram.transpose();
    return gram;
}

SingularTriplets tallTriplets(const Matrix& tall, const Progress& progress)
{
    const EigenPairs pairs = smallestEigenpairs(smallerGram(tall), tall.cols(), progress);
    if (isLost(pairs.values))
        return singularTriplets(tall, progress);
    SingularTriplets result;
    result.values = pairs.values.reverse().cwiseSqrt();
    result.right = pairs.vectors.rowwise().reverse();
    result.left = product(tall, result.right) * result.values.cwiseInverse().asDiagonal();
    return result;
}

} // namespace

SingularTriplets canonicalTriplets(const Matrix& products, const Progress& progress)
{
    if (products.rows() >= products.cols())
        return tallTriplets(products, progress);
    SingularTriplets result = tallTriplets(products.transpose(), progress);
    std::swap(result.left, result.right);
    return result;
}

Vector canonicalValues(const Matrix& products, const Progress& progress)
{
    const bool isTall = products.rows() >= products.cols();
    const Vector squares = symmetricEigenvalues(
        isTall ? smallerGram(products) : smallerGram(products.transpose()), progress);
    return isLost(squares) ? singularValues(products, progress)
                           : Vector(squares.reverse().cwiseSqrt());
}

} // namespace counterpart::core
