#pragma once

#include "core/base/types.h"

namespace counterpart::core {

/// Squared distances of n points from point `at`, by their inner products:
/// squares[i] + squares[at] - 2 products[i], and 0 where that is not above `least`.
struct PointDistances
{
    const double* squares;  ///< |point i|²
    const double* products; ///< <point i, point at>
    double square;          ///< |point at|²
    double least;
    Index count;
};

/// The sum of the points' squared distances from the nearest start, if this point became one.
double potentialWith(const PointDistances& from, const double* nearest);
/// Takes it as start number `start`: lowers `nearest`, and names the start where it is nearer than
/// those before it.
void addStart(const PointDistances& from, int start, double* nearest, int* labels);

/// Where square + scale * sums[i] is below best[i], it takes its place, and `cluster` that of
/// nearest[i].
void takeSmaller(const double* sums, double square, double scale, int cluster, double* best,
                 int* nearest, Index count);

} // namespace counterpart::core
