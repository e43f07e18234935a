#pragma once

#include "core/analysis/correlation.h"
#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// A unit of either network of a pair as one number: below A's number of units a unit of A, else
/// that number + a unit of B.
using CombinedUnit = int;

/// The units that are not dead, A's before B's.
std::vector<CombinedUnit> liveUnits(const Correlation& correlation);

double combinedCorrelation(const Correlation& correlation, CombinedUnit i, CombinedUnit j);

/// The part of [[corr(A, A), corr(A, B)], [corr(A, B)', corr(B, B)]] at these units.
Matrix combinedCorrelation(const Correlation& correlation, const std::vector<CombinedUnit>& units);

} // namespace counterpart::core
