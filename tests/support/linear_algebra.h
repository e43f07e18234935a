#pragma once

#include "core/base/types.h"

/// Decompositions that tests compare with, by Eigen: core asks LAPACK. Compiled once, for they are
/// most of what a test takes to compile.
namespace counterpart::test {

using core::Index;
using core::Matrix;
using core::Vector;

/// Less the mean of each column.
Matrix centred(const Matrix& values);

/// A thin singular value decomposition: `matrix` = left * diag(values) * right'.
struct Svd
{
    Matrix left;
    Vector values; ///< decreasing
    Matrix right;
};

Svd svd(const Matrix& matrix);

/// Decreasing.
Vector singularValues(const Matrix& matrix);

/// An orthonormal basis of independent columns, by QR. [rows x columns]
Matrix orthonormalBasis(const Matrix& columns);

/// A random orthogonal matrix. [size x size]
Matrix rotation(Index size, unsigned seed);

/// What least squares explain of `targets` by the columns of `predictors`, of any rank.
Matrix explainedBy(const Matrix& predictors, const Matrix& targets);

/// How many columns are independent.
Index rankOf(const Matrix& matrix, double tolerance);

struct Eigenpairs
{
    Vector values;  ///< increasing
    Matrix vectors; ///< one a column
};

/// Of a symmetric matrix.
Eigenpairs eigenpairs(const Matrix& matrix);

} // namespace counterpart::test
