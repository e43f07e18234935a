#include "tests/support/linear_algebra.h"

#include "tests/support/random_activations.h"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <Eigen/SVD>

namespace counterpart::test {

Matrix centred(const Matrix& values)
{
    return values.rowwise() - values.colwise().mean();
}

Svd svd(const Matrix& matrix)
{
    const Eigen::JacobiSVD<Matrix> found(matrix, Eigen::ComputeThinU | Eigen::ComputeThinV);
    return {found.matrixU(), found.singularValues(), found.matrixV()};
}

Vector singularValues(const Matrix& matrix)
{
    return svd(matrix).values;
}

Matrix orthonormalBasis(const Matrix& columns)
{
    const Eigen::HouseholderQR<Matrix> qr(columns);
    return qr.householderQ() * Matrix::Identity(columns.rows(), columns.cols());
}

Matrix rotation(Index size, unsigned seed)
{
    return orthonormalBasis(normalActivations(size, size, seed).cast<double>());
}

Matrix explainedBy(const Matrix& predictors, const Matrix& targets)
{
    const Eigen::ColPivHouseholderQR<Matrix> qr(predictors);
    return predictors * qr.solve(targets);
}

Index rankOf(const Matrix& matrix, double tolerance)
{
    return Eigen::ColPivHouseholderQR<Matrix>(matrix).setThreshold(tolerance).rank();
}

Eigenpairs eigenpairs(const Matrix& matrix)
{
    const Eigen::SelfAdjointEigenSolver<Matrix> found(matrix);
    return {found.eigenvalues(), found.eigenvectors()};
}

} // namespace counterpart::test
