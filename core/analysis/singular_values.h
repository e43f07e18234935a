#pragma once

#include "core/base/progress.h"
#include "core/base/types.h"

namespace counterpart::core {

/// matrix = left * diag(values) * right', thin: values falling and not negative.
struct SingularTriplets
{
    Vector values; ///< min(rows, columns)
    Matrix left;   ///< [rows x values], orthonormal columns
    Matrix right;  ///< [columns x values], orthonormal columns
};

/// The thin singular value decomposition of a matrix [m x n]. The steps of LAPACK's dgesdd
/// (reduction to a bidiagonal, dbdsdc, dormbr), taken one by one so that the reduction can be
/// stopped between its panels. Of each left vector the larger entry (the first of equals) is
/// positive, so that signs do not depend on rounding. Cost for m >= n: about 4 m n² + 8 n³ / 3.
/// Throws Error where LAPACK does not converge.
SingularTriplets singularTriplets(const Matrix& matrix, const Progress& progress);

/// Turns each pair of vectors so that the largest entry of the left one is positive.
void fixSigns(SingularTriplets& triplets);

/// The values alone, at about a quarter of the cost.
Vector singularValues(const Matrix& matrix, const Progress& progress);

} // namespace counterpart::core
