#include "cli/methods/methods.h"

#include "core/analysis/dft_cca.h"
#include "core/analysis/layer_pair_sources.h"
#include "core/io/input_identity.h"
#include "core/io/network_file.h"
#include "core/io/reordered_source.h"

#include <algorithm>

namespace counterpart::cli {

namespace {

constexpr core::Index kInputsAUnit = 5;

/// Both layers with every position, whatever the maps' sizes, the inputs of B in A's order.
core::SidePair<std::unique_ptr<core::ActivationSource>> wholeMaps(const MethodInput& input,
                                                                  const core::Progress& progress)
{
    using core::Positions;
    core::PassOptions pass = input.analysis.options.pass;
    pass.policy.positions = Positions::Mean; // maps of any sizes can be paired
    const core::InputIdentity identity =
        core::openLayerPair(input.networks, input.layers, pass, progress).identity;
    core::SidePair<std::unique_ptr<core::ActivationSource>> sources{
        openActivations(*input.networks.a, input.layers.a, Positions::All),
        openActivations(*input.networks.b, input.layers.b, Positions::All)};
    if (identity.kind == core::InputIdentity::Kind::Reordered)
        sources.b = reordered(std::move(sources.b),
                              inputOrder(*input.networks.a, *input.networks.b), progress);
    return sources;
}

MethodReport run(const MethodInput& input, const core::Progress& progress)
{
    const auto sources = wholeMaps(input, progress);
    const core::DftCcaOrReason result =
        core::dftCca(*sources.a, *sources.b, input.options.cca, progress);
    MethodReport report;
    if (!result.cca) {
        for (const char* key : {"coefficients", "mean", "dc_mean", "rows", "columns", "mean_at"})
            report.json[key] = nullptr;
        report.cells = {"-", "-"};
        report.warnings = {result.reason};
        return report;
    }
    const core::DftCca& cca = *result.cca;
    const core::Index units = std::max(sources.a->units(), sources.b->units());
    if (cca.inputs < kInputsAUnit * units)
        report.warnings.push_back("DFT CCA is high by chance alone: each frequency is a CCA of " +
                                  std::to_string(units) + " units over " +
                                  std::to_string(cca.inputs) + " inputs, fewer than " +
                                  std::to_string(kInputsAUnit) + " a unit.");
    Json meanAt = Json::array();
    for (const auto row : cca.meanAt.rowwise())
        meanAt.push_back(numbersJson(row.transpose()));
    report.json = {{"coefficients", numbersJson(cca.coefficients)},
                   {"mean", cca.mean()},
                   {"dc_mean", cca.meanAt(0, 0)},
                   {"rows", cca.rows},
                   {"columns", cca.columns},
                   {"mean_at", std::move(meanAt)}};
    report.cells = {formatted(cca.mean()), formatted(cca.meanAt(0, 0))};
    return report;
}

} // namespace

Method dftMethod()
{
    Method method{"dft", {"DFT CCA", "of means"}, {}, &run};
    method.columns = "mean canonical correlation over all frequencies that both maps have; of the "
                     "zero frequency, which is the mean over the positions, alone";
    return method;
}

} // namespace counterpart::cli
