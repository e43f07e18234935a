#include "cli/methods/methods.h"

#include "core/analysis/cka.h"

namespace counterpart::cli {

namespace {

MethodReport run(const MethodInput& input, const core::Progress& progress)
{
    const core::LinearSimilarity similarity =
        core::linearSimilarity(input.analysis.statistics.moments, progress);
    MethodReport report;
    const auto value = [&, reason = reasonOfNoMean(input.analysis)](const auto& number) {
        return numberOrNull(number, reason, report.warnings);
    };
    report.json = {{"linear", value(similarity.cka)},
                   {"procrustes", value(similarity.procrustes)},
                   {"procrustes_distance", value(similarity.procrustesDistance)}};
    report.cells = {formatted(similarity.cka), formatted(similarity.procrustes)};
    return report;
}

} // namespace

Method ckaMethod()
{
    return {"cka", {"CKA", "Procrustes"}, {}, &run, false, &needDoublePrecision};
}

} // namespace counterpart::cli
