#pragma once

#include "core/analysis/moments.h"

#include <vector>

namespace counterpart::core {

/// The scalar products of the units of two layers over the samples, each unit scaled to norm 1:
/// all that the distance of a unit from the span of others needs. Units of A come first.
struct UnitProducts
{
    SidePair<Index> units;
    Matrix products;         ///< [(p + q) x (p + q)], symmetric; rows of zero units are 0
    std::vector<Index> zero; ///< units whose activations are all 0

    Index total() const { return units.a + units.b; }
    Side side(Index unit) const { return unit < units.a ? Side::A : Side::B; }
    Index index(Side side, UnitIndex unit) const
    {
        return unit.value + (side == Side::A ? 0 : units.a);
    }
};

/// From moments in double (UsageError otherwise). Not centred, as subspace match is published, the
/// products are of the activations as they are. Cost: (p + q)² operations.
UnitProducts unitProducts(const Moments& moments, bool isCentred);

} // namespace counterpart::core
