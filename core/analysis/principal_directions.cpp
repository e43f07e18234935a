#include "core/analysis/principal_directions.h"

#include "core/analysis/symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace counterpart::core {

double smallestTellableShare(Index units)
{
    return std::sqrt(static_cast<double>(units) * std::numeric_limits<double>::epsilon());
}

PrincipalDirections principalDirections(const Matrix& cross, double tolerance,
                                        const Progress& progress)
{
    const Index units = cross.rows();
    const EigenPairs pairs = smallestEigenpairs(cross, units, progress);
    PrincipalDirections result;
    const double largest = units > 0 ? std::sqrt(std::max(pairs.values[units - 1], 0.0)) : 0.0;
    result.floor = largest * std::max(tolerance, smallestTellableShare(units));
    Index rank = 0;
    while (rank < units && pairs.values[units - 1 - rank] > result.floor * result.floor)
        ++rank;
    result.singular = pairs.values.tail(rank).reverse().cwiseSqrt();
    result.directions = pairs.vectors.rightCols(rank).rowwise().reverse();
    return result;
}

} // namespace counterpart::core
