#pragma once

#include "core/base/types.h"

#include <complex>

namespace counterpart::core {

/// matrix * vectors = vectors * diag(values), values rising, vectors orthonormal.
struct HermitianPairs
{
    Vector values;
    Eigen::MatrixXcd vectors;
};

/// All eigenvalues of a Hermitian matrix whose upper triangle is filled (LAPACK's zheevd).
/// Cost: about 36 n³ operations. Throws Error where LAPACK does not converge.
HermitianPairs hermitianEigenpairs(Eigen::MatrixXcd matrix);

/// The singular values of a complex matrix, falling (LAPACK's zgesdd). Throws as above.
Vector complexSingularValues(Eigen::MatrixXcd matrix);

} // namespace counterpart::core
