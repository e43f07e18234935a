#pragma once

#include "core/analysis/moments.h"
#include "core/base/progress.h"

namespace counterpart::core {

/// The singular value decomposition of a layer's centred activations X [samples x units] without
/// its left vectors, X = (X V S^-1) S V', from X'X alone: singular values that are kept, falling,
/// and the directions V. X V S^-1 is an orthonormal basis of what the units span.
struct PrincipalDirections
{
    Vector singular;   ///< [rank], falling, positive
    Matrix directions; ///< [units x rank], orthonormal columns
    double floor = 0;  ///< singular values up to this one counted as 0

    Index rank() const { return singular.size(); }
};

/// The smallest share of the largest singular value that X'X of `units` units tells from 0:
/// squaring leaves about half the digits of a double, 3e-7 for 512 units.
double smallestTellableShare(Index units);

/// `cross` is X'X in double; singular values of up to `tolerance` times the largest are dropped,
/// and those of up to smallestTellableShare(). Cost: 9 units³ operations.
PrincipalDirections principalDirections(const Matrix& cross, double tolerance,
                                        const Progress& progress);

} // namespace counterpart::core
