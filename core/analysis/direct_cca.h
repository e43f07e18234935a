#pragma once

#include "core/analysis/cca.h"
#include "core/analysis/layer_pair_pass.h"

namespace counterpart::core {

/// Canonical correlations by a route that squares nothing, to check canonicalCorrelation() by.
struct DirectCca
{
    Vector coefficients;    ///< rho, falling, in [0, 1]; as many as the smaller rank
    SidePair<Index> rank;   ///< directions kept
    SidePair<double> floor; ///< singular values up to this one counted as 0
};

/// Reads both layers once more and factorises the centred activations [X Y] = Q R block by block
/// (tall-skinny QR: each block is reduced together with the triangle of those before it, LAPACK's
/// dtpqrt), in double. X and Y have the singular values of R's columns, and with the left singular
/// vectors U and V of these rho are the singular values of U'V (Björck, Golub 1973). Directions are
/// told from 0 down to about 1e-13 of the largest, where squares reach 1e-7.
///
/// `moments` gives the means. Cost: 2 (p + q)² multiplications a sample; memory: 8 (p + q)² bytes
/// twice. Throws what the sources throw.
DirectCca directCca(ActivationSource& a, ActivationSource& b, const Moments& moments,
                    const PassOptions& pass, const CcaOptions& options, const Progress& progress);

/// The largest difference of two lists of coefficients; one that only one of them has counts
/// against 0.
double largestDifference(const Vector& one, const Vector& another);

} // namespace counterpart::core
