#include "cli/methods/methods.h"

namespace counterpart::cli {

using core::Side;

namespace {

MethodReport run(const MethodInput& input, const core::Progress& /*progress*/)
{
    const core::LayerPairAnalysis& analysis = input.analysis;
    const bool isDefined = analysis.matching.matchingMean.has_value();
    const std::optional<double> mean =
        isDefined ? std::optional(analysis.correlation.meanAbsoluteBetween()) : std::nullopt;
    MethodReport report;
    report.json = {
        {"mean_abs_between", numberOrNull(mean, reasonOfNoMean(analysis), report.warnings)}};
    report.cells = {formatted(mean)};
    return report;
}

} // namespace

std::string reasonOfNoMean(const core::LayerPairAnalysis& analysis)
{
    const auto isAllDead = [&](Side side) {
        return analysis.correlation.dead[side].size() ==
               analysis.statistics.profile[side].units.size();
    };
    const std::string side = isAllDead(Side::A) ? "A" : "B";
    return "null stands for a mean over no unit: every unit of " + side + " (" +
           (side == "A" ? analysis.layer.a : analysis.layer.b) + ") is dead";
}

void needDoublePrecision(Options& options)
{
    std::optional<core::Precision>& precision = options.analysis.pass.precision;
    precision = precision.value_or(core::Precision::Double);
}

Method correlationMethod()
{
    return {"correlation", {"mean |c|"}, {}, &run, true};
}

} // namespace counterpart::cli
