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

/// Composes it; `layers` and `counterparts` are of each side.
ReferenceOrder
referenceOrder(core::NetId net, NetworkPtr network, const core::SidePair<core::LayerRef>& layers,
               core::SidePair<std::shared_ptr<const core::Counterparts>> counterparts);

/// The pair by a network that `result` need not be of: each layer is matched to the reference's
/// layer of the same name by its correlations, as `options` say; what a study knows is not read
/// again. For a worker thread. Throws InputError for a layer that the reference lacks, and what
/// readPair() throws.
ReferencePtr alignToReference(const PairResult& result, core::NetId net,
                              const NetworkPtr& reference, const core::AnalysisOptions& options,
                              const core::Progress& progress);

/// "third has no layer conv2 to align the units to."
std::string missingReferenceLayer(const core::Network& reference, const std::string& layer);

/// Where the units of both layers stand: by the reference where that is the kind and there is one,
/// by the matching in force otherwise.
core::SidePair<core::Order> unitOrders(const PairResult& result, core::OrderKind kind);

} // namespace counterpart::session
