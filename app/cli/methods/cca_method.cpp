#include "cli/methods/methods.h"

#include "core/analysis/bartlett_test.h"
#include "core/analysis/cca_null.h"
#include "core/analysis/direct_cca.h"
#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/pwcca.h"
#include "core/base/error.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace counterpart::cli {

using core::Cca;
using core::PwccaWeights;
using core::SvccaKeep;

namespace {

constexpr double kMostDirections = 1e6;
constexpr double kMostTolerance = 0.9999;
constexpr core::Index kMostDraws = 10'000;
/// Where the canonical correlations are done, and where the measures made of them.
constexpr double kCcaShare = 0.4;
constexpr double kMeasuresShare = 0.6;
constexpr double kNullShare = 0.7;

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

/// One line: how far the two routes are apart, and what each took for 0.
std::string noteOf(const Cca& cca, const core::DirectCca& direct, double difference)
{
    std::array<char, 512> text{};
    std::snprintf(text.data(), text.size(),
                  "CCA, cross-check by QR of the data: largest difference of a coefficient %.1e;"
                  " directions kept %td and %td (singular values above %.1e and %.1e),"
                  " from squares %td and %td (above %.1e and %.1e)",
                  difference, direct.rank.a, direct.rank.b, direct.floor.a, direct.floor.b,
                  cca.layer.a.rank(), cca.layer.b.rank(), cca.layer.a.floor, cca.layer.b.floor);
    return text.data();
}

/// The coefficients once more from the activations themselves, beside those from the squares.
void check(const Cca& cca, const MethodInput& input, MethodReport& report,
           const core::Progress& progress)
{
    const core::PassOptions& pass = input.analysis.options.pass;
    core::LayerPairSources sources =
        core::openLayerPair(input.networks, input.layers, pass, progress);
    const core::DirectCca direct =
        directCca(*sources.source.a, *sources.source.b, input.analysis.statistics.moments, pass,
                  input.options.cca, progress);
    const double difference = core::largestDifference(cca.coefficients, direct.coefficients);
    report.json["cross_check"] = difference;
    report.json["cross_check_mean"] = direct.coefficients.mean();
    report.json["cross_check_rank_a"] = direct.rank.a;
    report.json["cross_check_rank_b"] = direct.rank.b;
    report.json["cross_check_floor_a"] = direct.floor.a;
    report.json["cross_check_floor_b"] = direct.floor.b;
    report.notes.push_back(noteOf(cca, direct, difference));
}

/// The coefficients with the inputs of B shuffled, or a reason among the warnings: also where a
/// study does not hold them and the files are gone.
std::optional<core::Vector> shuffledCoefficients(const MethodInput& input, MethodReport& report,
                                                 const core::Progress& progress)
{
    try {
        const auto moments = shuffledInputs(input, report.kept, progress.part(0, kCcaShare));
        core::CcaOrReason result = ccaOrReason(*moments, {"A", "B with its inputs shuffled"},
                                               input.options.cca, progress.part(kCcaShare, 1));
        if (result.cca)
            return std::move(result.cca->coefficients);
        report.warnings.push_back(result.reason);
    } catch (const core::InputError& error) {
        report.warnings.push_back("No CCA with shuffled inputs: " + std::string(error.what()));
    }
    return std::nullopt;
}

/// What the coefficients would be by chance: of these layers, and by law.
void addNull(const Cca& cca, const MethodInput& input, MethodReport& report,
             const core::Progress& progress)
{
    const auto shuffled = shuffledCoefficients(input, report, progress.part(0, kCcaShare));
    const std::optional<double> shuffledMean =
        shuffled ? std::optional(shuffled->mean()) : std::nullopt;
    const core::CcaNullBand band =
        core::ccaNullBand(cca.layer.a.rank(), cca.layer.b.rank(), cca.samples,
                          static_cast<int>(input.options.ccaNullDraws),
                          input.analysis.options.pass.policy.seed, progress.part(kCcaShare, 1));
    report.json["null"] = {{"draws", input.options.ccaNullDraws},
                           {"low", numbersJson(band.low)},
                           {"high", numbersJson(band.high)},
                           {"mean", band.mean},
                           {"mean_low", band.meanLow},
                           {"mean_high", band.meanHigh},
                           {"shuffled", shuffled ? numbersJson(*shuffled) : Json()},
                           {"shuffled_mean", shuffledMean ? Json(*shuffledMean) : Json()}};
    std::array<char, 256> text{};
    std::snprintf(text.data(), text.size(),
                  "mean CCA by chance: with the inputs of B shuffled %s; of independent normal"
                  " samples, as many for as many units, %.4f, in %td draws %.4f to %.4f",
                  formatted(shuffledMean).c_str(), band.mean, input.options.ccaNullDraws,
                  band.meanLow, band.meanHigh);
    report.notes.push_back(text.data());
}

/// Every number null, with the reason among the warnings.
MethodReport refused(const std::string& reason)
{
    MethodReport report;
    for (const char* key :
         {"coefficients", "mean", "kept_a", "kept_b", "svcca", "svcca_variance99",
          "svcca_singular99", "pwcca_a", "pwcca_b", "pwcca_symmetric", "pwcca_released",
          "significant", "null_mean_square", "rank_a", "rank_b", "floor_a", "floor_b"})
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
        {"floor_a", cca.layer.a.floor},
        {"floor_b", cca.layer.b.floor},
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
    const core::CcaOrReason result = ccaOrReason(input.analysis.statistics.moments,
                                                 {"A (" + layer.a + ")", "B (" + layer.b + ")"},
                                                 input.options.cca, progress.part(0, kCcaShare));
    if (!result.cca)
        return refused(result.reason);
    MethodReport report = reportOf(*result.cca, input, progress.part(kCcaShare, kMeasuresShare));
    if (input.options.ccaNullDraws > 0)
        addNull(*result.cca, input, report, progress.part(kMeasuresShare, kNullShare));
    if (input.options.isCcaChecked)
        check(*result.cca, input, report, progress.part(kNullShare, 1));
    return report;
}

} // namespace

Method ccaMethod()
{
    Method method{
        "cca",
        {"mean CCA", "SVCCA", "PWCCA"},
        {number(
             "cca.tolerance", [](Options& o) -> double& { return o.cca.tolerance; }, 0,
             kMostTolerance),
         keepSetting(),
         choice<PwccaWeights>("pwcca.weights",
                              [](Options& o) -> PwccaWeights& { return o.pwccaWeights; },
                              {{"first", PwccaWeights::First},
                               {"second", PwccaWeights::Second},
                               {"symmetric", PwccaWeights::Symmetric}}),
         choice<bool>("cca.check", [](Options& o) -> bool& { return o.isCcaChecked; },
                      {{"none", false}, {"direct", true}}),
         wholeNumber(
             "cca.null", [](Options& o) -> core::Index& { return o.ccaNullDraws; }, 0, kMostDraws)},
        &run,
        false,
        &needDoublePrecision};
    method.columns = "mean canonical correlation; the same of the largest directions of each layer "
                     "alone (svcca.keep); weighted by how much of the layer each direction is "
                     "(pwcca.weights)";
    return method;
}

} // namespace counterpart::cli
