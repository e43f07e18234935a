#include "cli/methods/methods.h"

#include "core/analysis/cka.h"
#include "core/analysis/debiased_cka.h"
#include "core/analysis/layer_pair_sources.h"

namespace counterpart::cli {

namespace {

MethodReport run(const MethodInput& input, const core::Progress& progress)
{
    const core::LinearSimilarity similarity =
        core::linearSimilarity(input.analysis.statistics.moments, progress);
    const core::PassOptions& pass = input.analysis.options.pass;
    core::LayerPairSources sources =
        core::openLayerPair(input.networks, input.layers, pass, progress);
    const core::Moments& moments = input.analysis.statistics.moments;
    const core::NormSums sums =
        core::normSums(*sources.source.a, *sources.source.b, moments, pass, progress);
    MethodReport report;
    const auto value = [&, reason = reasonOfNoMean(input.analysis)](const auto& number) {
        return numberOrNull(number, reason, report.warnings);
    };
    const std::optional<double> debiased = core::debiasedCka(moments, sums);
    report.json = {{"linear", value(similarity.cka)},
                   {"linear_debiased",
                    numberOrNull(debiased,
                                 "cka.linear_debiased is null: it needs at least 4 samples of "
                                 "layers that vary",
                                 report.warnings)},
                   {"procrustes", value(similarity.procrustes)},
                   {"procrustes_distance", value(similarity.procrustesDistance)}};
    report.cells = {formatted(similarity.cka), formatted(debiased),
                    formatted(similarity.procrustes)};
    return report;
}

} // namespace

Method ckaMethod()
{
    return {"cka", {"CKA", "debiased", "Procrustes"}, {}, &run, false, &needDoublePrecision};
}

} // namespace counterpart::cli
