#include "cli/methods/methods.h"

namespace counterpart::cli {

using core::Side;
using core::UnitIndex;
using core::UnitMatch;

namespace {

constexpr double kThreshold = 0.5;
constexpr const char* kThresholdKey = "0.5";

/// `value` of every unit of A, null where `partner` is none.
Json valuesJson(const core::Matching& matching, UnitIndex UnitMatch::*partner,
                double UnitMatch::*value)
{
    Json values = Json::array();
    for (const UnitMatch& unit : matching.units.a)
        values.push_back((unit.*partner).isValid() ? Json(unit.*value) : Json());
    return values;
}

/// [[unit of A, unit of B], …]
Json mutualBestJson(const core::Matching& matching)
{
    Json pairs = Json::array();
    for (const auto& [a, b] : matching.mutualBest())
        pairs.push_back({a.value, b.value});
    return pairs;
}

MethodReport run(const MethodInput& input, const core::Progress& /*progress*/)
{
    const core::Matching& matching = input.analysis.matching;
    const std::optional<double> below = shareBelow(matching, kThreshold);
    const std::string reason = reasonOfNoMean(input.analysis);
    MethodReport report;
    report.json = matchingJson(matching, reason, report.warnings);
    report.json["below_threshold"] = {
        {kThresholdKey, numberOrNull(below, reason, report.warnings)}};
    report.cells = {formatted(matching.semiMean), formatted(matching.matchingMean),
                    formatted(matching.overlap), formatted(below),
                    std::to_string(matching.mutualBest().size())};
    report.seconds = input.analysis.matchingSeconds;
    return report;
}

} // namespace

Json matchingJson(const core::Matching& matching, const std::string& reason,
                  std::vector<std::string>& warnings)
{
    return {
        {"semi_mean", numberOrNull(matching.semiMean, reason, warnings)},
        {"matching_mean", numberOrNull(matching.matchingMean, reason, warnings)},
        {"overlap", numberOrNull(matching.overlap, reason, warnings)},
        {"total", matching.total},
        {"semi", unitsJson(matching.semi(Side::A))},
        {"semi_value", valuesJson(matching, &UnitMatch::semi, &UnitMatch::semiValue)},
        {"matching", unitsJson(matching.oneToOne(Side::A))},
        {"matching_value", valuesJson(matching, &UnitMatch::partner, &UnitMatch::partnerValue)},
        {"mutual_best", mutualBestJson(matching)},
    };
}

Method matchingMethod()
{
    return {
        "matching",
        {"semi-matching", "matching", "overlap", "below 0.5", "mutual best"},
        {flag("matching.signed", [](Options& o) -> bool& { return o.analysis.matching.isSigned; })},
        &run,
        true};
}

} // namespace counterpart::cli
