#include "ui/figures/comparison_request.h"

#include "core/similarity/network_group.h"

#include <algorithm>

namespace counterpart::ui {

core::ComparisonOptions comparisonOptions(const core::PassOptions& pass)
{
    core::ComparisonOptions options;
    options.samples.policy = pass.policy;
    options.samples.nonFinite = pass.nonFinite;
    options.samples.inputOrder = pass.inputOrder;
    options.measures.keepsCoefficients = false;
    return options;
}

std::vector<const core::Network*> pointersTo(const std::vector<session::NetworkPtr>& networks)
{
    std::vector<const core::Network*> pointers;
    for (const session::NetworkPtr& network : networks)
        pointers.push_back(network.get());
    return pointers;
}

std::vector<session::NetworkPtr> networksWith(const std::string& layer,
                                              std::vector<session::NetworkPtr> networks)
{
    std::erase_if(networks,
                  [&](const auto& network) { return !network->findLayer(layer).isValid(); });
    return networks;
}

std::string sharedLayer(const std::vector<session::NetworkPtr>& networks,
                        const std::string& preferred)
{
    const std::vector<std::string> shared = core::commonLayerNames(pointersTo(networks));
    if (std::ranges::count(shared, preferred) > 0)
        return preferred;
    return shared.empty() ? std::string{} : shared.front();
}

core::Checkpoints orderedCheckpoints(const std::vector<session::NetworkPtr>& networks)
{
    return core::orderCheckpoints(pointersTo(networks));
}

std::vector<core::Measure> allMeasures()
{
    std::vector<core::Measure> measures;
    for (const core::MeasureCard& card : core::measureCards())
        measures.push_back(card.measure);
    return measures;
}

} // namespace counterpart::ui
