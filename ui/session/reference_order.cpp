#include "session/reference_order.h"

namespace counterpart::session {

std::optional<core::UnitRef> ReferenceOrder::counterpart(core::Side side,
                                                         core::UnitIndex unit) const
{
    const auto place = static_cast<std::size_t>(unit.value);
    if (!unit.isValid() || place >= counterparts[side]->size())
        return std::nullopt;
    const core::UnitIndex found = (*counterparts[side])[place];
    if (!found.isValid())
        return std::nullopt;
    return core::UnitRef{layers[side].net, layers[side].layer, found};
}

core::SidePair<core::Order> unitOrders(const PairResult& result, core::OrderKind kind)
{
    if (kind == core::OrderKind::Reference && result.reference)
        return result.reference->order;
    return core::orderUnits(*result.matching, kind);
}

} // namespace counterpart::session
