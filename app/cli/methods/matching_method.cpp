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

MethodReport run(const MethodInput& input, const core::Progress& /*progress*/)
{
    const core::Matching& matching = input.analysis.matching;
    const std::optional<double> below = shareBelow(matching, kThreshold);
    MethodReport report;
    const auto mean = [&, reason = reasonOfNoMean(input.analysis)](const auto& number) {
        return numberOrNull(number, reason, report.warnings);
    };
    report.json = {
        {"semi_mean", mean(matching.semiMean)},
        {"matching_mean", mean(matching.matchingMean)},
        {"overlap", mean(matching.overlap)},
        {"below_threshold", {{kThresholdKey, mean(below)}}},
        {"total", matching.total},
        {"semi", unitsJson(matching.semi(Side::A))},
        {"semi_value", semiValuesJson(matching)},
        {"matching", unitsJson(matching.oneToOne(Side::A))},
        {"matching_value", matchingValuesJson(matching)},
        {"mutual_best", mutualBestJson(matching)},
    };
    report.cells = {formatted(matching.semiMean), formatted(matching.matchingMean),
                    formatted(matching.overlap), formatted(below),
                    std::to_string(matching.mutualBest().size())};
    report.seconds = input.analysis.matchingSeconds;
    return report;
}

} // namespace

Json mutualBestJson(const core::Matching& matching)
{
    Json pairs = Json::array();
    for (const auto& [a, b] : matching.mutualBest())
        pairs.push_back({a.value, b.value});
    return pairs;
}

Json semiValuesJson(const core::Matching& matching)
{
    return valuesJson(matching, &UnitMatch::semi, &UnitMatch::semiValue);
}

Json matchingValuesJson(const core::Matching& matching)
{
    return valuesJson(matching, &UnitMatch::partner, &UnitMatch::partnerValue);
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
