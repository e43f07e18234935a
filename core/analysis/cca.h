#pragma once

#include "core/analysis/moments.h"
#include "core/analysis/principal_directions.h"
#include "core/base/progress.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

struct CcaOptions
{
    /// Directions whose singular value is at most this share of the layer's largest are dropped,
    /// 0 up to less than 1.
    double tolerance = 1e-9;
};

/// Canonical correlation analysis of a layer pair (Hotelling 1936; Raghu et al. 2017, section 2):
/// directions a_i, b_i of the two layers, with the variates h_i = (X - mean) a_i and
/// g_i = (Y - mean) b_i orthonormal over the samples, of the highest correlation rho_i = h_i'g_i.
struct Cca
{
    Index samples = 0;
    SidePair<Index> units; ///< that are not dead
    Vector coefficients;   ///< rho, falling, in [0, 1]; as many as the smaller rank
    SidePair<PrincipalDirections> layer;
    SidePair<Matrix>
        rotations; ///< [rank x rho], orthonormal: from the layer's basis to the variates
    /// [rank of A x rank of B]: the scalar products of the two layers' orthonormal bases, whose
    /// singular values are rho.
    Matrix between;
    std::vector<std::string> warnings;

    /// a_i or b_i of `count` coefficients from `first` on, [units x count]. Cost: 2 units rank
    /// count.
    Matrix directions(Side side, Index first, Index count) const;
    /// [units x count]: the scalar product of each unit's centred activations with each variate.
    /// Cost: likewise.
    Matrix projections(Side side, Index first, Index count) const;
    /// Mean of rho, in [0, 1].
    double mean() const { return coefficients.mean(); }
};

/// A CCA, or why there is none.
struct CcaOrReason
{
    std::optional<Cca> cca;
    std::string reason; ///< a sentence, empty if there is one
};

/// Needs moments in double. There is none where the answer would not depend on the data: fewer
/// samples than the larger rank + 2, or a layer without a live unit; `names` are for the reason.
/// Cost: 9 (p³ + q³) + 2 p q (p + q) + 6 min(p, q)³ +
/// 3 max(p, q) min(p, q)² operations, whatever the number of samples.
CcaOrReason ccaOrReason(const Moments& moments, const SidePair<std::string>& names,
                        const CcaOptions& options, const Progress& progress);

/// The same for callers to whom none is an error: throws InputError with the reason.
Cca canonicalCorrelation(const Moments& moments, const SidePair<std::string>& names,
                         const CcaOptions& options, const Progress& progress);

/// What E[mean of rho²] is for independent layers: max(a, b) / (n - 1), for layers of rank a and
/// b and n samples (exact for normal activations).
double nullMeanSquare(const Cca& cca);

} // namespace counterpart::core
