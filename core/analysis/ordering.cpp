#include "core/analysis/ordering.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace counterpart::core {

namespace {

constexpr Index kColumnGrain = 16;

/// `order` followed by the units of 0..units - 1 that it lacks, by index.
Order completed(Order order, std::size_t units)
{
    std::vector<bool> isPlaced(units, false);
    for (const UnitIndex unit : order)
        isPlaced[static_cast<std::size_t>(unit.value)] = true;
    for (std::size_t unit = 0; unit < units; ++unit) {
        if (!isPlaced[unit])
            order.push_back(UnitIndex{static_cast<int>(unit)});
    }
    return order;
}

/// The matched units of `walk`, each beside its partner, then the others.
SidePair<Order> besidePartners(const Matching& matching, const Order& walk)
{
    SidePair<Order> orders;
    for (const UnitIndex unit : walk) {
        const UnitMatch& match = matching.units.a[static_cast<std::size_t>(unit.value)];
        if (!match.partner.isValid())
            continue;
        orders.a.push_back(unit);
        orders.b.push_back(match.partner);
    }
    orders.a = completed(std::move(orders.a), matching.units.a.size());
    orders.b = completed(std::move(orders.b), matching.units.b.size());
    return orders;
}

Order byFallingBest(const std::vector<UnitMatch>& units)
{
    Order order = originalOrder(static_cast<Index>(units.size()));
    std::ranges::stable_sort(order, [&](UnitIndex first, UnitIndex second) {
        const UnitMatch& one = units[static_cast<std::size_t>(first.value)];
        const UnitMatch& two = units[static_cast<std::size_t>(second.value)];
        if (one.semi.isValid() != two.semi.isValid())
            return one.semi.isValid();
        return one.semiValue > two.semiValue;
    });
    return order;
}

/// The unit numbers 0..count - 1 of both networks along the links i -> partner(i) of A: rings of
/// them, and chains where a number has no partner or is nobody's; by the lowest number of each.
std::vector<int> alongLinks(const Matching& matching, std::size_t count)
{
    std::vector<int> next(count, -1);
    std::vector<int> previous(count, -1);
    for (std::size_t i = 0; i < matching.units.a.size(); ++i) {
        const UnitIndex partner = matching.units.a[i].partner;
        if (!partner.isValid())
            continue;
        next[i] = partner.value;
        previous[static_cast<std::size_t>(partner.value)] = static_cast<int>(i);
    }
    std::vector<int> numbers;
    std::vector<bool> isPlaced(count, false);
    for (int lowest = 0; lowest < static_cast<int>(count); ++lowest) {
        if (isPlaced[static_cast<std::size_t>(lowest)])
            continue;
        int start = lowest;
        for (int back = previous[static_cast<std::size_t>(start)]; back >= 0 && back != lowest;
             back = previous[static_cast<std::size_t>(back)])
            start = back;
        if (previous[static_cast<std::size_t>(start)] >= 0)
            start = lowest;
        for (int at = start; at >= 0 && !isPlaced[static_cast<std::size_t>(at)];
             at = next[static_cast<std::size_t>(at)]) {
            isPlaced[static_cast<std::size_t>(at)] = true;
            numbers.push_back(at);
        }
    }
    return numbers;
}

SidePair<Order> alongCycles(const Matching& matching)
{
    SidePair<Order> orders;
    const std::size_t count = std::max(matching.units.a.size(), matching.units.b.size());
    for (const int number : alongLinks(matching, count)) {
        for (const Side side : {Side::A, Side::B}) {
            if (static_cast<std::size_t>(number) < matching.units[side].size())
                orders[side].push_back(UnitIndex{number});
        }
    }
    return orders;
}

} // namespace

SidePair<Order> orderUnits(const Matching& matching, OrderKind kind)
{
    const auto unitsA = static_cast<Index>(matching.units.a.size());
    const auto unitsB = static_cast<Index>(matching.units.b.size());
    switch (kind) {
    case OrderKind::Original:
        break;
    case OrderKind::Match:
    case OrderKind::Reference:
        return besidePartners(matching, originalOrder(unitsA));
    case OrderKind::Cycle:
        return alongCycles(matching);
    case OrderKind::BestValue:
        return besidePartners(matching, byFallingBest(matching.units.a));
    }
    return {originalOrder(unitsA), originalOrder(unitsB)};
}

Order originalOrder(Index units)
{
    Order order;
    order.reserve(static_cast<std::size_t>(units));
    for (Index unit = 0; unit < units; ++unit)
        order.push_back(UnitIndex{static_cast<int>(unit)});
    return order;
}

} // namespace counterpart::core
