#pragma once

#include "core/base/progress.h"
#include "core/base/types.h"

namespace counterpart::core {

/// matrix * vectors = vectors * diag(values), values rising, vectors orthonormal.
struct EigenPairs
{
    Vector values;
    Matrix vectors; ///< [n x count]
};

/// The `count` smallest eigenvalues of a symmetric matrix [n x n] and their vectors, 0 <= count <=
/// n. The steps of LAPACK's dsyevr on an index range (reduction to a tridiagonal, dstemr, dormtr),
/// or of its dsyevd (dstedc instead of dstemr) where all are wanted, taken one by one so that the
/// reduction, which is most of it, can be stopped between its panels.
/// The larger entry of each vector (the first of equals) is positive, so that signs do not depend
/// on rounding. Cost: 4/3 n³ + 2 n² count; works in the matrix that is handed over. Throws Error
/// where LAPACK does not converge.
EigenPairs smallestEigenpairs(Matrix matrix, Index count, const Progress& progress);

/// All eigenvalues alone, rising. Cost: 4/3 n³. Both functions read the lower triangle only.
Vector symmetricEigenvalues(Matrix matrix, const Progress& progress);

} // namespace counterpart::core
