#include "core/analysis/reference_order.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace counterpart::core {

Counterparts counterpartsInA(const Matching& matching)
{
    Counterparts counterparts;
    counterparts.reserve(matching.units.b.size());
    for (const UnitMatch& match : matching.units.b)
        counterparts.push_back(match.partner);
    return counterparts;
}

Counterparts ownCounterparts(Index units)
{
    return originalOrder(units);
}

SidePair<Order> orderByReference(const SidePair<Counterparts>& counterparts)
{
    SidePair<Order> orders;
    for (const Side side : {Side::A, Side::B}) {
        const Counterparts& own = counterparts[side];
        const std::set<UnitIndex> others(counterparts[other(side)].begin(),
                                         counterparts[other(side)].end());
        const auto keyOf = [&](UnitIndex unit) {
            const UnitIndex counterpart = own[static_cast<std::size_t>(unit.value)];
            const int group = !counterpart.isValid() ? 2 : others.contains(counterpart) ? 0 : 1;
            return std::tuple(group, counterpart, unit);
        };
        orders[side] = originalOrder(static_cast<Index>(own.size()));
        std::ranges::sort(orders[side], {}, keyOf);
    }
    return orders;
}

} // namespace counterpart::core
