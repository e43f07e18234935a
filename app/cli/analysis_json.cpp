#include "cli/analysis_json.h"

#include "core/base/version.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace counterpart::cli {

using core::LayerPairAnalysis;
using core::Side;
using core::UnitIndex;

namespace {

constexpr double kThreshold = 0.5;
constexpr const char* kThresholdKey = "0.5";

Json unitsJson(const std::vector<UnitIndex>& units)
{
    Json values = Json::array();
    for (const UnitIndex unit : units)
        values.push_back(unit.value);
    return values;
}

Json numbersJson(const core::Vector& numbers)
{
    return std::vector<double>(numbers.begin(), numbers.end());
}

/// The number, or null and its reason as a warning.
Json numberOrNull(const std::optional<double>& number, const std::string& reason, Json& warnings)
{
    if (number && std::isfinite(*number))
        return *number;
    if (std::ranges::find(warnings, Json(reason)) == warnings.end())
        warnings.push_back(reason);
    return nullptr;
}

std::string reasonOfNoMean(const LayerPairAnalysis& analysis)
{
    const auto isAllDead = [&](Side side) {
        return analysis.correlation.dead[side].size() ==
               analysis.statistics.profile[side].units.size();
    };
    const std::string side = isAllDead(Side::A) ? "A" : "B";
    return "null stands for a mean over no unit: every unit of " + side + " (" +
           (side == "A" ? analysis.layer.a : analysis.layer.b) + ") is dead";
}

Json correlationJson(const LayerPairAnalysis& analysis, Json& warnings)
{
    const bool isDefined = analysis.matching.matchingMean.has_value();
    return {{"mean_abs_between",
             numberOrNull(isDefined ? std::optional(analysis.correlation.meanAbsoluteBetween())
                                    : std::nullopt,
                          reasonOfNoMean(analysis), warnings)}};
}

Json mutualBestJson(const core::Matching& matching)
{
    Json pairs = Json::array();
    for (const auto& [a, b] : matching.mutualBest())
        pairs.push_back({a.value, b.value});
    return pairs;
}

/// `value` of every unit of A, null where `partner` is none.
Json valuesJson(const core::Matching& matching, UnitIndex core::UnitMatch::*partner,
                double core::UnitMatch::*value)
{
    Json values = Json::array();
    for (const core::UnitMatch& unit : matching.units.a)
        values.push_back((unit.*partner).isValid() ? Json(unit.*value) : Json());
    return values;
}

Json matchingJson(const LayerPairAnalysis& analysis, Json& warnings)
{
    using core::UnitMatch;
    const core::Matching& matching = analysis.matching;
    const std::string reason = reasonOfNoMean(analysis);
    return {
        {"semi_mean", numberOrNull(matching.semiMean, reason, warnings)},
        {"matching_mean", numberOrNull(matching.matchingMean, reason, warnings)},
        {"overlap", numberOrNull(matching.overlap, reason, warnings)},
        {"below_threshold",
         {{kThresholdKey, numberOrNull(shareBelow(matching, kThreshold), reason, warnings)}}},
        {"total", matching.total},
        {"semi", unitsJson(matching.semi(Side::A))},
        {"semi_value", valuesJson(matching, &UnitMatch::semi, &UnitMatch::semiValue)},
        {"matching", unitsJson(matching.oneToOne(Side::A))},
        {"matching_value", valuesJson(matching, &UnitMatch::partner, &UnitMatch::partnerValue)},
        {"mutual_best", mutualBestJson(matching)},
    };
}

Json activationsJson(const LayerPairAnalysis& analysis)
{
    const core::SidePair<core::Vector>& mean = analysis.statistics.moments.mean;
    return {{"mean_a", numbersJson(mean.a)}, {"mean_b", numbersJson(mean.b)}};
}

Json methodJson(Method method, const LayerPairAnalysis& analysis, Json& warnings)
{
    switch (method) {
    case Method::Correlation:
        return correlationJson(analysis, warnings);
    case Method::Matching:
        return matchingJson(analysis, warnings);
    case Method::Activations:
        return activationsJson(analysis);
    }
    return {};
}

Json secondsJson(const LayerPairAnalysis& analysis, const std::vector<Method>& methods)
{
    Json seconds{{"read", analysis.statistics.readSeconds},
                 {"moments", analysis.statistics.computeSeconds}};
    if (std::ranges::find(methods, Method::Matching) != methods.end())
        seconds["matching"] = analysis.matchingSeconds;
    return seconds;
}

Json optionsJson(const core::AnalysisOptions& options)
{
    const core::PassOptions& pass = options.pass;
    return {{"max_samples", pass.policy.maxSamples},
            {"seed", pass.policy.seed},
            {"moments.nonfinite", pass.nonFinite == core::NonFinite::Drop ? "drop" : "refuse"},
            {"matching.signed", options.matching.isSigned}};
}

} // namespace

Json programJson()
{
    return {{"name", "counterpart"}, {"version", core::version()}};
}

Json inputJson(const core::Network& network)
{
    return {{"path", network.path.string()},
            {"model", network.name},
            {"samples", network.inputs.count}};
}

Json pairJson(const LayerPairAnalysis& analysis, const std::vector<Method>& methods)
{
    const core::Moments& moments = analysis.statistics.moments;
    Json pair{
        {"layer_a", analysis.layer.a},
        {"layer_b", analysis.layer.b},
        {"units_a", moments.units(Side::A)},
        {"units_b", moments.units(Side::B)},
        {"samples", analysis.samples()},
        {"dropped_samples", analysis.statistics.droppedSamples},
        {"positions", toString(analysis.options.pass.policy.positions)},
        {"precision", moments.precision == core::Precision::Single ? "single" : "double"},
        {"options", optionsJson(analysis.options)},
        {"dead_a", unitsJson(analysis.correlation.dead.a)},
        {"dead_b", unitsJson(analysis.correlation.dead.b)},
        {"warnings", analysis.warnings},
        {"seconds", secondsJson(analysis, methods)},
    };
    for (const Method method : methods)
        pair[toString(method)] = methodJson(method, analysis, pair["warnings"]);
    return pair;
}

std::string toText(const Json& document)
{
    return document.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace counterpart::cli
