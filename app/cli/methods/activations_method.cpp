#include "cli/methods/methods.h"

namespace counterpart::cli {

namespace {

MethodReport run(const MethodInput& input, const core::Progress& /*progress*/)
{
    const core::SidePair<core::Vector>& mean = input.analysis.statistics.moments.mean;
    MethodReport report;
    report.json = {{"mean_a", numbersJson(mean.a)}, {"mean_b", numbersJson(mean.b)}};
    report.cells = {formatted(mean.a.mean()), formatted(mean.b.mean())};
    return report;
}

} // namespace

Method activationsMethod()
{
    return {"activations", {"mean act. A", "mean act. B"}, {}, &run, true};
}

} // namespace counterpart::cli
