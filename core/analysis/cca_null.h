#pragma once

#include "core/base/progress.h"
#include "core/base/types.h"

#include <cstdint>

namespace counterpart::core {

/// What canonical correlations are by chance: for layers that have nothing to do with each other.
struct CcaNullBand
{
    Vector low, high; ///< of each coefficient, falling: 2.5 % and 97.5 % of the draws lie below
    double mean = 0;  ///< of the mean coefficient
    double meanLow = 0, meanHigh = 0;
};

/// Draws coefficients of independent normal layers of rank a and b over n samples. Nothing of that
/// size is made: for a >= b the squares are the eigenvalues of W1 (W1 + W2)^-1, with Wishart
/// matrices b x b of a and of n - 1 - a degrees of freedom (Muirhead 1982, 11.3), each drawn as
/// T'T of a triangle (Bartlett 1933). Their mean square is max(a, b) / (n - 1) exactly
/// (nullMeanSquare()). Cost: `draws` times 7 min(a, b)³. a, b >= 1, n - 1 > max(a, b).
CcaNullBand ccaNullBand(Index rankA, Index rankB, Index samples, int draws, std::uint64_t seed,
                        const Progress& progress);

/// One draw, falling, as many as the smaller rank.
Vector drawNullCoefficients(Index rankA, Index rankB, Index samples, std::uint64_t seed);

} // namespace counterpart::core
