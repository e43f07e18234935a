#include "core/analysis/least_squares.h"

#include <Eigen/Cholesky>
#include <Eigen/QR>

namespace counterpart::core {

namespace {
constexpr double kLeastPivot = 1e-5;
constexpr double kLeastDirection = 1e-10;
} // namespace

Matrix leastSquares(const Matrix& gram, const Matrix& right)
{
    if (gram.rows() == 0 || right.cols() == 0)
        return Matrix::Zero(gram.rows(), right.cols());
    const Eigen::LLT<Matrix> factor(gram);
    if (factor.info() == Eigen::Success && factor.matrixLLT().diagonal().minCoeff() >= kLeastPivot)
        return factor.solve(right);
    Eigen::CompleteOrthogonalDecomposition<Matrix> decomposition;
    decomposition.setThreshold(kLeastDirection);
    decomposition.compute(gram);
    return decomposition.solve(right);
}

} // namespace counterpart::core
