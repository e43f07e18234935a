#pragma once

#include "tests/support/linear_algebra.h"

/// Similarities of two layers [samples x units] from the data themselves, by singular value
/// decompositions of Eigen and by trying all assignments: nothing is shared with core.
namespace counterpart::test {

/// Singular vectors of the centred layer, [samples x rank], and its singular values.
struct DirectBasis
{
    Matrix vectors;
    Vector singular;

    explicit DirectBasis(const Matrix& values, double tolerance = 1e-9);
};

struct DirectCca
{
    Vector coefficients;
    Matrix first, second; ///< canonical variates, [samples x coefficients]

    /// Of two orthonormal bases.
    DirectCca(const Matrix& a, const Matrix& b);
};

double directMeanCca(const Matrix& a, const Matrix& b);

/// Of the directions that hold 99 % of the variance.
double directSvcca(const Matrix& a, const Matrix& b);

/// With the weights of `a`.
double directPwcca(const Matrix& a, const Matrix& b);

/// From the Gram matrices of the samples (Kornblith et al. 2019, eq. 2).
double directCka(const Matrix& a, const Matrix& b);

/// From unbiased estimates by Gram matrices without their diagonals (Song et al. 2012, eq. 5).
double directDebiasedCka(const Matrix& a, const Matrix& b);

/// Pearson's correlation of the distances between all pairs of samples.
double directRsa(const Matrix& a, const Matrix& b);

double directProcrustes(const Matrix& a, const Matrix& b);

double directCosine(const Matrix& a, const Matrix& b);

Matrix directCorrelations(const Matrix& a, const Matrix& b);

/// The mean of the best one-to-one choice, by trying all; rows <= columns.
double directMatching(const Matrix& a, const Matrix& b);

} // namespace counterpart::test
