#include "cli/methods/methods.h"

#include "core/analysis/mutual_information.h"

namespace counterpart::cli {

using core::Binning;
using core::Side;

namespace {

constexpr core::Index kMostRows = 1'000'000'000;

core::MutualInformationOptions& settings(Options& options)
{
    return options.information;
}

/// Mean information of the pairs that the correlation's matching made: the diagonal of the matrix
/// when B's units are put in that order.
std::optional<double> meanOfMatched(const core::Matching& byCorrelation, const core::Matrix& values)
{
    double sum = 0;
    core::Index pairs = 0;
    for (std::size_t unit = 0; unit < byCorrelation.units.a.size(); ++unit) {
        const core::UnitIndex partner = byCorrelation.units.a[unit].partner;
        if (!partner.isValid())
            continue;
        sum += values(static_cast<core::Index>(unit), partner.value);
        ++pairs;
    }
    return pairs > 0 ? std::optional(sum / static_cast<double>(pairs)) : std::nullopt;
}

void warnOfConstantUnits(const core::StudyInformation& information,
                         const core::LayerPairAnalysis& analysis, MethodReport& report)
{
    for (const Side side : {Side::A, Side::B}) {
        const std::size_t constant = information.constant[side].size();
        const std::size_t dead = analysis.correlation.dead[side].size();
        if (constant > dead)
            report.warnings.push_back(
                std::to_string(constant) + " units of " + (side == Side::A ? "A (" : "B (") +
                analysis.layer[side] +
                ") have all their values in one bin, so that their mutual information is 0; " +
                std::to_string(dead) + " of them are dead");
    }
}

/// From the study where it knows the same, else counted.
std::shared_ptr<const core::StudyInformation> informationOf(const MethodInput& input,
                                                            const core::Progress& progress)
{
    core::MutualInformationOptions options = input.options.information;
    options.hasWithin = input.options.isForStudy;
    if (input.known) {
        for (const auto& known : input.known->information) {
            core::MutualInformationOptions same = known->options;
            same.hasWithin = same.hasWithin && options.hasWithin;
            if (same == options)
                return known;
        }
    }
    const auto counted = core::analyseMutualInformation(
        input.networks, input.layers, input.analysis.options.pass, options, progress);
    return std::make_shared<const core::StudyInformation>(core::StudyInformation{
        options, counted->rows, counted->values(options.isCorrected), counted->constant,
        core::matchByInformation(*counted, input.analysis.correlation.dead, progress)});
}

MethodReport run(const MethodInput& input, const core::Progress& progress)
{
    const auto information = informationOf(input, progress);
    const core::Matching& matching = information->matching;
    const std::optional<double> diagonal =
        meanOfMatched(input.analysis.matching, information->values.between);

    const std::string reason = reasonOfNoMean(input.analysis);
    MethodReport report;
    report.json = matchingJson(matching, reason, report.warnings);
    report.json["diagonal_mean_matched"] = numberOrNull(diagonal, reason, report.warnings);
    report.json["rows"] = information->rows;
    report.json["constant_a"] = unitsJson(information->constant.a);
    report.json["constant_b"] = unitsJson(information->constant.b);
    report.cells = {formatted(matching.semiMean), formatted(matching.matchingMean),
                    formatted(diagonal)};
    warnOfConstantUnits(*information, input.analysis, report);
    report.kept.information = information;
    return report;
}

} // namespace

Method mutualInformationMethod()
{
    Method method{
        "mi",
        {"MI semi-m.", "MI matching", "MI matched by c"},
        {wholeNumber(
             "mi.rows", [](Options& o) -> core::Index& { return settings(o).rows; }, 0, kMostRows),
         choice<Binning>("mi.binning", [](Options& o) -> Binning& { return settings(o).binning; },
                         {{toString(Binning::ZeroAndFivePercent), Binning::ZeroAndFivePercent},
                          {toString(Binning::Percentile20), Binning::Percentile20}}),
         flag("mi.corrected", [](Options& o) -> bool& { return settings(o).isCorrected; })},
        &run};
    method.columns =
        "mean mutual information in nats of each live unit of A with its best unit of B; "
        "with the partner of the one-to-one matching by mutual information; with the "
        "partner of the matching by correlation";
    return method;
}

} // namespace counterpart::cli
