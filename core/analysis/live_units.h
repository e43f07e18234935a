#pragma once

#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// The numbers of `units` units without those that are dead, rising.
std::vector<Index> liveUnits(Index units, const std::vector<UnitIndex>& dead);

} // namespace counterpart::core
