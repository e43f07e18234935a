#pragma once

#include "core/analysis/ordering.h"

#include <vector>

namespace counterpart::core {

/// Of each unit of a layer the unit of a reference layer that is its partner, invalid where it has
/// none. A numbering that a layer keeps whatever it is compared with.
using Counterparts = std::vector<UnitIndex>;

/// Of the units of B, where A is the reference.
Counterparts counterpartsInA(const Matching& matching);
/// Of the reference itself: every unit is its own.
Counterparts ownCounterparts(Index units);

/// Both layers by the units of one reference: first, in its order, the units whose counterpart the
/// other layer has too, so that these share a place; then those with a counterpart of their own, in
/// its order; then those without, by index. A unit of the reference is the counterpart of one unit
/// of a layer at most. Cost: O(n log n).
SidePair<Order> orderByReference(const SidePair<Counterparts>& counterparts);

} // namespace counterpart::core
