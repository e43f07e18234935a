#include "core/analysis/pwcca.h"

#include "core/analysis/matrix_product.h"
#include "core/base/error.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <vector>

// Of LAPACK, which OpenBLAS holds too; Debian's OpenBLAS has no header for it.
extern "C" void dgesdd_(const char* jobz, const int* m, const int* n, double* a, const int* lda,
                        double* s, double* u, const int* ldu, double* vt, const int* ldvt,
                        double* work, const int* lwork, int* iwork, int* info);

namespace counterpart::core {

namespace {

Vector normalised(const Vector& weights)
{
    return weights / weights.sum();
}

/// The left singular vectors with the signs that LAPACK's dgesdd, and so numpy, gives them.
Matrix leftVectors(Matrix matrix)
{
    const int rows = static_cast<int>(matrix.rows());
    const int columns = static_cast<int>(matrix.cols());
    const int count = std::min(rows, columns);
    Vector values(count);
    Matrix left(rows, count);
    Matrix right(count, columns);
    std::vector<int> indices(8 * static_cast<std::size_t>(count));
    const int wanted = -1;
    double size = 0;
    int info = 0;
    dgesdd_("S", &rows, &columns, matrix.data(), &rows, values.data(), left.data(), &rows,
            right.data(), &count, &size, &wanted, indices.data(), &info);
    std::vector<double> work(static_cast<std::size_t>(size));
    const int workSize = static_cast<int>(work.size());
    dgesdd_("S", &rows, &columns, matrix.data(), &rows, values.data(), left.data(), &rows,
            right.data(), &count, work.data(), &workSize, indices.data(), &info);
    if (info != 0)
        throw Error(ErrorKind::Runtime, "LAPACK's dgesdd did not find the singular values.");
    return left;
}

} // namespace

Pwcca projectionWeighted(const Cca& cca)
{
    Pwcca result;
    for (const Side side : {Side::A, Side::B})
        result.weights[side] = normalised(
            cca.projections(side, 0, cca.coefficients.size()).cwiseAbs().colwise().sum());
    result.a = result.weights.a.dot(cca.coefficients);
    result.b = result.weights.b.dot(cca.coefficients);
    result.symmetric = (result.a + result.b) / 2;
    return result;
}

/// cca_core.py and pwcca.py of google/svcca: directions D = (Z - mean) U + mean, where U are the
/// singular vectors of the covariance whitened by inverse square roots; then |Q'Z| for D's QR and
/// the units Z as they are, not centred. All of it follows from the moments: D'Z = U'S + n m m' and
/// D'D = U'S U + n m m'. Because the mean is added, the value depends on the signs of U.
std::optional<double> releasedPwcca(const Cca& cca, const Moments& moments)
{
    const Index p = moments.units(Side::A);
    if (p > moments.units(Side::B) || cca.coefficients.size() < p)
        return std::nullopt;
    const Matrix u = leftVectors(
        product(product(cca.layer.a.directions, cca.between), cca.layer.b.directions.transpose()));
    const Vector& mean = moments.mean.a;
    const Matrix means = static_cast<double>(moments.samples) * mean * mean.transpose();
    const Matrix whitened = transposedProduct(u, moments.cross.a);
    const Eigen::LLT<Matrix> factor(product(whitened, u) + means);
    if (factor.info() != Eigen::Success)
        return std::nullopt;
    const Matrix scalarProducts = factor.matrixL().solve(whitened + means);
    return normalised(scalarProducts.cwiseAbs().rowwise().sum()).dot(cca.coefficients);
}

} // namespace counterpart::core
