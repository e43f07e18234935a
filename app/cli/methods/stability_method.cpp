#include "cli/methods/methods.h"

#include "core/analysis/layer_pair_sources.h"
#include "core/analysis/match_stability.h"

#include <algorithm>

namespace counterpart::cli {

namespace {

constexpr core::Index kMostFolds = 50;
constexpr core::Index kMostResamples = 10'000;
/// What reading takes of the time.
constexpr double kReadShare = 0.4;

/// As many folds as were asked for, fewer where their matrices, each twice, take more than this.
constexpr double kMostBytes = 2.0 * (core::Index{1} << 30);

core::Index foldCount(const MethodInput& input)
{
    const core::Moments& moments = input.analysis.statistics.moments;
    const auto units =
        static_cast<double>(moments.units(core::Side::A) + moments.units(core::Side::B));
    const double most = kMostBytes / (2 * sizeof(double) * units * units);
    return std::clamp<core::Index>(static_cast<core::Index>(std::min(most, 1e6)), 2,
                                   input.options.stabilityFolds);
}

/// Reads the layers once more: the folds of the pass, if any, are another method's.
std::vector<core::Moments> foldsOf(const MethodInput& input, const core::Progress& progress)
{
    const auto count = static_cast<std::size_t>(foldCount(input));
    core::PassOptions pass = core::withMomentsOnly(input.analysis.options.pass);
    pass.foldShares.assign(count - 1, 1.0 / static_cast<double>(count));
    core::LayerPairSources sources =
        core::openLayerPair(input.networks, input.layers, pass, progress);
    core::LayerPairStatistics statistics =
        computeStatistics(*sources.source.a, *sources.source.b, sources.names, pass, progress);
    core::Moments rest = std::move(statistics.moments);
    for (const core::Moments& fold : statistics.folds)
        rest = without(std::move(rest), fold);
    std::vector<core::Moments> folds = std::move(statistics.folds);
    folds.push_back(std::move(rest));
    std::erase_if(folds, [](const core::Moments& fold) { return fold.samples == 0; });
    return folds;
}

Json sharesJson(const std::vector<std::optional<double>>& shares)
{
    Json json = Json::array();
    for (const std::optional<double>& share : shares)
        json.push_back(share ? Json(*share) : Json());
    return json;
}

Json intervalJson(const std::optional<core::Interval>& interval)
{
    return interval ? Json{interval->low, interval->high} : Json();
}

/// Every number null.
MethodReport refused(const std::string& reason)
{
    MethodReport report;
    for (const char* key :
         {"folds", "kept_mean", "semi_kept_mean", "halves_agree_mean", "matching_mean_95",
          "semi_mean_95", "cka_95", "kept", "semi_kept", "halves_agree"})
        report.json[key] = nullptr;
    report.cells = {"-", "-"};
    report.warnings = {reason};
    return report;
}

MethodReport run(const MethodInput& input, const core::Progress& progress)
{
    const std::vector<core::Moments> folds = foldsOf(input, progress.part(0, kReadShare));
    if (folds.size() < 2)
        return refused("stability: the inputs make " + std::to_string(folds.size()) +
                       " fold; resampling needs at least 2");
    core::StabilityOptions options;
    options.resamples = static_cast<int>(input.options.stabilityResamples);
    options.seed = input.analysis.options.pass.policy.seed;
    options.matching = input.options.analysis.matching;
    const core::MatchStability found =
        matchStability(folds, input.analysis.matching, input.analysis.correlation.dead, options,
                       progress.part(kReadShare, 1));
    MethodReport report;
    if (foldCount(input) < input.options.stabilityFolds)
        report.warnings.push_back(
            "stability: the inputs make " + std::to_string(folds.size()) + " folds instead of " +
            std::to_string(input.options.stabilityFolds) + ", whose matrices fit into 2 GiB");
    const auto value = [&, reason = reasonOfNoMean(input.analysis)](const auto& number) {
        return numberOrNull(number, reason, report.warnings);
    };
    report.json = {{"folds", folds.size()},
                   {"kept_mean", value(found.meanKept)},
                   {"semi_kept_mean", value(found.meanSemiKept)},
                   {"halves_agree_mean", value(found.meanHalvesAgree)},
                   {"matching_mean_95", intervalJson(found.matchingMean)},
                   {"semi_mean_95", intervalJson(found.semiMean)},
                   {"cka_95", intervalJson(found.cka)},
                   {"kept", sharesJson(found.keepsPartner)},
                   {"semi_kept", sharesJson(found.keepsSemi)},
                   {"halves_agree", sharesJson(found.halvesAgree)}};
    report.cells = {formatted(found.meanKept), formatted(found.meanHalvesAgree)};
    return report;
}

} // namespace

Method stabilityMethod()
{
    Method method{
        "stability",
        {"match kept", "halves agree"},
        {wholeNumber(
             "stability.folds", [](Options& o) -> core::Index& { return o.stabilityFolds; }, 2,
             kMostFolds),
         wholeNumber(
             "stability.resamples", [](Options& o) -> core::Index& { return o.stabilityResamples; },
             1, kMostResamples)},
        &run};
    method.columns =
        "share of resamples of the inputs in which a unit of A keeps its partner of the "
        "matching, mean over the live units; share of splits of the inputs of which "
        "both halves give it the same partner";
    return method;
}

} // namespace counterpart::cli
