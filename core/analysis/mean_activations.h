#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

struct UnitMean
{
    UnitIndex unit;
    double mean = 0;

    bool operator==(const UnitMean&) const = default;
};

/// Every unit by falling mean activation; ties by rising index (Convergent Learning, section S.4).
/// With dead units: a unit that never changes has a mean too.
std::vector<UnitMean> unitsByMean(const Vector& mean);

/// The `count` most and least active units that are not dead.
struct ActiveUnits
{
    std::vector<UnitMean> most;  ///< largest mean first
    std::vector<UnitMean> least; ///< by falling mean too: the least active unit is the last
};
ActiveUnits mostAndLeastActive(const LayerPairStatistics& statistics, Side side, int count);

} // namespace counterpart::core
