#pragma once

#include "core/base/types.h"

namespace counterpart::core {

/// How blocks are multiplied. Blocks in float and merged in double give correlations to about 1e-6;
/// what squares the condition number (CCA, subspace match) needs the double pass.
enum class Precision { Single, Double };

/// The sufficient statistics of a layer pair: everything that second-moment methods need.
///
///     mean_a = E[x]    cross_ab = sum over samples of (x - mean_a)(y - mean_b)'
///
/// Sizes: p and q units. Two of them over disjoint samples merge by addition (merge()).
struct Moments
{
    Index samples = 0;
    SidePair<Vector> mean;  ///< p and q
    SidePair<Matrix> cross; ///< within: p x p and q x q, symmetric, both triangles filled
    Matrix crossBetween;    ///< p x q
    Precision precision = Precision::Double;

    Index units(Side side) const { return mean[side].size(); }
    /// Population variance (divided by n), p or q values.
    Vector variance(Side side) const;
};

/// The moments of the samples of both (Chan, Golub, LeVeque 1979, eq. 2.1). Either may be empty.
Moments merge(const Moments& first, const Moments& second);

/// What is left of `whole` without the samples of `part`, which are some of its own: the inverse of
/// merge(). Rounding: about 1e-15 of the entries of `whole`, so that what does not vary in the rest
/// may show as much.
Moments without(Moments whole, const Moments& part);

} // namespace counterpart::core
