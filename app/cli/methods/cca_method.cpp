#include "cli/methods/methods.h"

#include "core/analysis/bartlett_test.h"
#include "core/analysis/pwcca.h"
#include "core/base/error.h"

#include <cmath>

namespace counterpart::cli {

using core::Cca;
using core::PwccaWeights;
using core::SvccaKeep;

namespace {

constexpr double kMostDirections = 1e6;
constexpr double kMostTolerance = 0.9999;
/// What the canonical correlations take of the time, next to the truncations.
constexpr double kCcaShare = 0.7;

using Rule = SvccaKeep::Rule;

/// "variance99", "singular99" or how many directions.
Setting keepSetting()
{
    const auto set = [](Options& options, const std::string& value) {
        SvccaKeep& keep = options.svcca;
        const std::optional<double> count = parseNumber(value);
        if (value == "variance99")
            keep = {Rule::Variance};
        else if (value == "singular99")
            keep = {Rule::Singular};
        else if (count && *count >= 1 && *count <= kMostDirections && *count == std::floor(*count))
            keep = {Rule::Count, 0, static_cast<core::Index>(*count)};
        else
            return false;
        return true;
    };
    const auto value = [](const Options& options) -> Json {
        switch (options.svcca.rule) {
        case Rule::Variance:
            return "variance99";
        case Rule::Singular:
            return "singular99";
        case Rule::Count:
            break;
        }
        return options.svcca.count;
    };
    return {"svcca.keep", "variance99, singular99 or a number of directions from 1 on", set, value};
}

double chosen(const core::Pwcca& pwcca, PwccaWeights weights)
{
    switch (weights) {
    case PwccaWeights::First:
        return pwcca.a;
    case PwccaWeights::Second:
        return pwcca.b;
    case PwccaWeights::Symmetric:
        break;
    }
    return pwcca.symmetric;
}

/// Every number null, with the reason among the warnings.
MethodReport refused(const std::string& reason)
{
    MethodReport report;
    for (const char* key :
         {"coefficients", "mean", "kept_a", "kept_b", "svcca", "svcca_variance99",
          "svcca_singular99", "pwcca_a", "pwcca_b", "pwcca_symmetric", "pwcca_released",
          "significant", "null_mean_square", "rank_a", "rank_b"})
        report.json[key] = nullptr;
    report.cells = {"-", "-", "-"};
    report.warnings = {reason};
    return report;
}

MethodReport reportOf(const Cca& cca, const MethodInput& input, const core::Progress& progress)
{
    const core::Pwcca pwcca = projectionWeighted(cca);
    const core::Svcca variance = svcca(cca, {Rule::Variance}, progress.part(0, 0.3));
    const core::Svcca singular = svcca(cca, {Rule::Singular}, progress.part(0.3, 0.7));
    const core::Svcca wanted = svcca(cca, input.options.svcca, progress.part(0.7, 1));
    MethodReport report;
    report.warnings = cca.warnings;
    report.json = {
        {"coefficients", numbersJson(cca.coefficients)},
        {"mean", cca.mean()},
        {"rank_a", cca.layer.a.rank()},
        {"rank_b", cca.layer.b.rank()},
        {"svcca", wanted.mean()},
        {"svcca_variance99", variance.mean()},
        {"svcca_singular99", singular.mean()},
        {"kept_a", wanted.kept.a},
        {"kept_b", wanted.kept.b},
        {"pwcca_a", pwcca.a},
        {"pwcca_b", pwcca.b},
        {"pwcca_symmetric", pwcca.symmetric},
        {"pwcca_released",
         numberOrNull(releasedPwcca(cca, input.analysis.statistics.moments),
                      "pwcca_released is null: the published code fails where the first layer is "
                      "the larger one, or a layer has repeated or constant units",
                      report.warnings)},
        {"significant", bartlettTest(cca).significant},
        {"null_mean_square", nullMeanSquare(cca)},
    };
    report.cells = {formatted(cca.mean()), formatted(wanted.mean()),
                    formatted(chosen(pwcca, input.options.pwccaWeights))};
    return report;
}

MethodReport run(const MethodInput& input, const core::Progress& progress)
{
    const core::SidePair<std::string>& layer = input.analysis.layer;
    try {
        const Cca cca = canonicalCorrelation(input.analysis.statistics.moments,
                                             {"A (" + layer.a + ")", "B (" + layer.b + ")"},
                                             input.options.cca, progress.part(0, kCcaShare));
        return reportOf(cca, input, progress.part(kCcaShare, 1));
    } catch (const core::InputError& error) {
        return refused(error.what());
    }
}

} // namespace

Method ccaMethod()
{
    return {"cca",
            {"mean CCA", "SVCCA", "PWCCA"},
            {number(
                 "cca.tolerance", [](Options& o) -> double& { return o.cca.tolerance; }, 0,
                 kMostTolerance),
             keepSetting(),
             choice<PwccaWeights>("pwcca.weights",
                                  [](Options& o) -> PwccaWeights& { return o.pwccaWeights; },
                                  {{"first", PwccaWeights::First},
                                   {"second", PwccaWeights::Second},
                                   {"symmetric", PwccaWeights::Symmetric}})},
            &run,
            false,
            &needDoublePrecision};
}

} // namespace counterpart::cli
