#pragma once

#include "core/analysis/reference_order.h"
#include "session/analysis_controller.h"

namespace counterpart::session {

/// The units of a layer pair by those of a third network (or of one of the two), to which each
/// layer was matched once by the measure in force.
struct ReferenceOrder
{
    core::NetId net;
    NetworkPtr network;
    core::SidePair<core::LayerRef> layers; ///< of the reference: what each side was matched to
    core::SidePair<std::shared_ptr<const core::Counterparts>> counterparts;
    core::SidePair<core::Order> order;

    /// The unit of the reference that a unit of that side stands for, or none.
    std::optional<core::UnitRef> counterpart(core::Side side, core::UnitIndex unit) const;
};

/// Where the units of both layers stand: by the reference where that is the kind and there is one,
/// by the matching in force otherwise.
core::SidePair<core::Order> unitOrders(const PairResult& result, core::OrderKind kind);

} // namespace counterpart::session
