#include "ui/figures/comparison_request.h"

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
