#pragma once

#include "core/base/types.h"

namespace counterpart::core {

/// left * right and left' * right by BLAS, which takes the best instructions of the machine it runs
/// on; Eigen's product takes those that the program was built for, a third as fast.
/// Cost: 2 m n k operations.
Matrix product(const Matrix& left, const Matrix& right);
Matrix transposedProduct(const Matrix& left, const Matrix& right);

} // namespace counterpart::core
