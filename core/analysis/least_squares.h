#pragma once

#include "core/base/types.h"

namespace counterpart::core {

/// W with gram W = right, for a positive semi-definite `gram` of unit diagonal: by Cholesky
/// factors; where the predictors depend on each other (a pivot below 1e-5, that is an R² of one on
/// those before above 1 - 1e-10), the solution of least norm by a complete orthogonal
/// decomposition that takes directions below 1e-10 of the largest as absent. Cost: p³ / 3 or some
/// 4 p³, and p² q.
Matrix leastSquares(const Matrix& gram, const Matrix& right);

} // namespace counterpart::core
