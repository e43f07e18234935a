#include "cli/methods/methods.h"

#include "core/analysis/mean_activations.h"

namespace counterpart::cli {

namespace {

/// Units by falling mean.
Json orderJson(const core::Vector& mean)
{
    std::vector<core::UnitIndex> order;
    for (const core::UnitMean& unit : core::unitsByMean(mean))
        order.push_back(unit.unit);
    return unitsJson(order);
}

MethodReport run(const MethodInput& input, const core::Progress& /*progress*/)
{
    const core::SidePair<core::Vector>& mean = input.analysis.statistics.moments.mean;
    MethodReport report;
    report.json = {{"mean_a", numbersJson(mean.a)},
                   {"mean_b", numbersJson(mean.b)},
                   {"order_a", orderJson(mean.a)},
                   {"order_b", orderJson(mean.b)}};
    report.cells = {formatted(mean.a.mean()), formatted(mean.b.mean())};
    return report;
}

} // namespace

Method activationsMethod()
{
    return {"activations", {"mean act. A", "mean act. B"}, {}, &run, true};
}

} // namespace counterpart::cli
