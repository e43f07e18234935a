#include "session/reference_order.h"

#include "core/base/error.h"
#include "core/data/unit_place.h"
#include "session/layer_work.h"

#include <utility>

namespace counterpart::session {

namespace {

using core::Side;
using CounterpartsPtr = std::shared_ptr<const core::Counterparts>;

/// Of one side; it is the reference's own layer where that is the same network.
CounterpartsPtr counterpartsOf(const PairResult& result, Side side, core::LayerRef toLayer,
                               const NetworkPtr& reference, const core::AnalysisOptions& options,
                               const core::Progress& progress)
{
    const core::LayerRef layer = result.pair[side];
    if (layer == toLayer) {
        const core::Index units =
            core::unitCount(reference->layer(layer.layer), options.pass.policy.positions);
        return std::make_shared<const core::Counterparts>(core::ownCounterparts(units));
    }
    const AnalysisPtr analysis = readPair({reference, result.networks[side]},
                                          {toLayer.layer, layer.layer}, options, progress);
    return std::make_shared<const core::Counterparts>(core::counterpartsInA(analysis->matching));
}

} // namespace

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

std::string missingReferenceLayer(const core::Network& reference, const std::string& layer)
{
    return reference.name + " has no layer " + layer + " to align the units to.";
}

ReferenceOrder referenceOrder(core::NetId net, NetworkPtr network,
                              const core::SidePair<core::LayerRef>& layers,
                              core::SidePair<CounterpartsPtr> counterparts)
{
    ReferenceOrder order;
    order.net = net;
    order.network = std::move(network);
    order.layers = layers;
    order.order = core::orderByReference({*counterparts.a, *counterparts.b});
    order.counterparts = std::move(counterparts);
    return order;
}

ReferencePtr alignToReference(const PairResult& result, core::NetId net,
                              const NetworkPtr& reference, const core::AnalysisOptions& options,
                              const core::Progress& progress)
{
    core::SidePair<core::LayerRef> layers;
    core::SidePair<CounterpartsPtr> counterparts;
    for (const Side side : {Side::A, Side::B}) {
        const core::LayerRef layer = result.pair[side];
        const std::string& name = result.networks[side]->layer(layer.layer).name;
        layers[side] = layer.net == net ? layer : core::LayerRef{net, reference->findLayer(name)};
        if (!layers[side].layer.isValid())
            throw core::InputError(missingReferenceLayer(*reference, name));
        const core::Progress part = side == Side::A ? progress.part(0, 0.5) : progress.part(0.5, 1);
        counterparts[side] = counterpartsOf(result, side, layers[side], reference, options, part);
    }
    return std::make_shared<const ReferenceOrder>(
        referenceOrder(net, reference, layers, std::move(counterparts)));
}

core::SidePair<core::Order> unitOrders(const PairResult& result, core::OrderKind kind)
{
    if (kind == core::OrderKind::Reference && result.reference)
        return result.reference->order;
    return core::orderUnits(*result.matching, kind);
}

} // namespace counterpart::session
