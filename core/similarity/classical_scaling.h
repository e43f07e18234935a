#pragma once

#include "core/base/progress.h"
#include "core/base/types.h"

namespace counterpart::core {

/// Points whose distances are as near as they can be to given ones.
struct ScaledPoints
{
    /// [objects x 3], column d along the direction of the d-th largest variance; 0 where no further
    /// direction has any. The larger entry of each column (the first of equals) is positive.
    Matrix points;
    Vector eigenvalues; ///< all, falling; negative ones are what no points can show
    /// Which part of the sum of positive eigenvalues two and three dimensions show, 0 to 1.
    double shownIn2d = 0;
    double shownIn3d = 0;
};

/// Classical multidimensional scaling (Torgerson 1952): with D² the squared distances and
/// J = I - 1/n, the eigenvectors of -J D² J / 2, scaled by the roots of their eigenvalues.
/// `distances` is symmetric, at least 1 x 1. Cost: 9 n³.
ScaledPoints classicalScaling(const Matrix& distances, const Progress& progress);

} // namespace counterpart::core
