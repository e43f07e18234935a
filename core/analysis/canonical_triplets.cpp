#include "core/analysis/canonical_triplets.h"

#include "core/analysis/matrix_product.h"
#include "core/analysis/symmetric_eigen.h"
#include "core/analysis/unit_tiles.h"

#include <Eigen/QR>

#include <algorithm>
#include <cmath>

namespace counterpart::core {

namespace {

/// Of smaller values the square is too near the rounding of the largest.
constexpr double kSmallestValue = 1e-6;
/// Of smaller values the quotient is not orthogonal to 1e-10.
constexpr double kSmallestDivisor = 1e-3;

bool isTall(const Matrix& matrix)
{
    return matrix.rows() >= matrix.cols();
}

bool isLost(const Vector& squares)
{
    return squares.size() == 0 || !(squares[0] > kSmallestValue * kSmallestValue);
}

/// The lower triangle, which is what the eigenvalues are made of, of the smaller one of M M' and
/// M' M.
Matrix smallerGram(const Matrix& matrix)
{
    const Index size = std::min(matrix.rows(), matrix.cols());
    Matrix gram = Matrix::Zero(size, size);
    if (size > 0)
        cblas_dsyrk(CblasColMajor, CblasLower, isTall(matrix) ? CblasTrans : CblasNoTrans,
                    asBlas(size), asBlas(std::max(matrix.rows(), matrix.cols())), 1, matrix.data(),
                    asBlas(matrix.rows()), 0, gram.data(), asBlas(size));
    return gram;
}

CanonicalTriplets decomposed(const Matrix& products, const Progress& progress)
{
    SingularTriplets triplets = singularTriplets(products, progress);
    if (!isTall(products))
        std::swap(triplets.left, triplets.right);
    return {std::move(triplets.values), std::move(triplets.right), std::move(triplets.left)};
}

/// The vectors of the longer side: those of small values are made orthogonal, the larger ones are.
Matrix longerSide(const Matrix& products, const CanonicalTriplets& found)
{
    const Matrix quotients = found.shorter * found.values.cwiseInverse().asDiagonal();
    Matrix longer =
        isTall(products) ? product(products, quotients) : transposedProduct(products, quotients);
    const Index large = (found.values.array() >= kSmallestDivisor).count();
    const Index small = found.values.size() - large;
    if (small == 0)
        return longer;
    const Matrix first = longer.leftCols(large);
    Matrix last = longer.rightCols(small);
    last -= product(first, transposedProduct(first, last));
    const Eigen::HouseholderQR<Matrix> factors(last);
    const Matrix basis = factors.householderQ() * Matrix::Identity(last.rows(), small);
    const Vector signs = factors.matrixQR().diagonal().cwiseSign();
    longer.rightCols(small) = basis * signs.asDiagonal();
    return longer;
}

} // namespace

CanonicalTriplets canonicalTriplets(const Matrix& products, const Progress& progress)
{
    const Index count = std::min(products.rows(), products.cols());
    const EigenPairs pairs = smallestEigenpairs(smallerGram(products), count, progress);
    if (isLost(pairs.values))
        return decomposed(products, progress);
    return {pairs.values.reverse().cwiseSqrt(), pairs.vectors.rowwise().reverse(), {}};
}

SingularTriplets canonicalDirections(const Matrix& products, const Progress& progress)
{
    CanonicalTriplets found = canonicalTriplets(products, progress);
    if (found.longer.size() == 0)
        found.longer = longerSide(products, found);
    SingularTriplets triplets{std::move(found.values), std::move(found.longer),
                              std::move(found.shorter)};
    if (!isTall(products))
        std::swap(triplets.left, triplets.right);
    fixSigns(triplets);
    return triplets;
}

Vector canonicalValues(const Matrix& products, const Progress& progress)
{
    const Vector squares = symmetricEigenvalues(smallerGram(products), progress);
    return isLost(squares) ? singularValues(products, progress)
                           : Vector(squares.reverse().cwiseSqrt());
}

} // namespace counterpart::core
