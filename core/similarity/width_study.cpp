#include "core/similarity/width_study.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/io/network_file.h"
#include "core/similarity/group_statistics.h"
#include "core/similarity/network_attributes.h"
#include "core/similarity/pair_warnings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace counterpart::core {

namespace {

/// `count` of `all` units, each choice equally likely, in rising order; the same for the same seed.
std::vector<Index> drawnUnits(Index all, Index count, std::mt19937_64& random)
{
    std::vector<Index> units(static_cast<std::size_t>(all));
    std::iota(units.begin(), units.end(), Index{0});
    randomShuffle(random, units);
    units.resize(static_cast<std::size_t>(count));
    std::ranges::sort(units);
    return units;
}

std::vector<LayerPick> drawnPicks(std::span<const Network* const> networks,
                                  const std::string& layer, WidthStudyOptions& options)
{
    const Positions positions = options.comparison.samples.policy.positions;
    std::vector<LayerPick> picks;
    for (const Network* network : networks)
        picks.push_back({network, requireLayer(*network, layer)});
    const auto units = [&](const LayerPick& pick) { return unitsOf(pick, positions); };
    const LayerPick& narrowest = *std::ranges::min_element(picks, {}, units);
    if (options.units == 0)
        options.units = units(narrowest);
    if (options.units > units(narrowest))
        throw InputError(nameOf(narrowest) + " has " + std::to_string(units(narrowest)) +
                         " units; " + std::to_string(options.units) + " were to be drawn.");
    std::mt19937_64 random(options.seed);
    for (LayerPick& pick : picks)
        pick.units = drawnUnits(units(pick), options.units, random);
    return picks;
}

std::vector<PlacePair> pairsOf(const std::vector<int>& places)
{
    std::vector<PlacePair> pairs;
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = i + 1; j < places.size(); ++j)
            pairs.push_back({places[i], places[j]});
    }
    return pairs;
}

std::vector<double> distancesOf(const LayerComparison& comparison, Measure measure,
                                const std::string& layer)
{
    std::vector<double> distances;
    for (const PairComparison& pair : comparison.pairs) {
        const MeasuredValue& value = pair.values.front();
        if (!value.value.a || !value.value.b)
            throw InputError("Two networks cannot be compared at the layer \"" + layer + "\". " +
                             value.reason);
        distances.push_back(distanceOf(measure, (*value.value.a + *value.value.b) / 2));
    }
    return distances;
}

WidthPoint pointOf(double value, const std::vector<int>& places, const std::vector<double>& against,
                   const std::vector<double>& distances)
{
    const Eigen::Map<const Vector> some(distances.data(), static_cast<Index>(distances.size()));
    WidthPoint point{
        value,       0, static_cast<int>(places.size()), static_cast<int>(distances.size()),
        some.mean(), 0};
    point.deviation = std::sqrt((some.array() - point.mean).square().mean());
    for (const int place : places)
        point.against += against[static_cast<std::size_t>(place)] / point.networks;
    return point;
}

/// The places of the networks of each value that at least two have.
std::map<double, std::vector<int>> groupsOf(const std::vector<double>& values,
                                            const std::string& attribute)
{
    std::map<double, std::vector<int>> groups;
    for (std::size_t i = 0; i < values.size(); ++i)
        groups[values[i]].push_back(static_cast<int>(i));
    std::erase_if(groups, [](const auto& group) { return group.second.size() < 2; });
    if (groups.empty())
        throw InputError("No two networks have the same value of the attribute \"" + attribute +
                         "\", so that there is nothing to compare.");
    return groups;
}

} // namespace

std::shared_ptr<const WidthStudy> studyWidth(std::span<const Network* const> networks,
                                             const std::string& layer, WidthStudyOptions options,
                                             const Progress& progress)
{
    if (options.against.empty())
        options.against = options.groupBy;
    const std::vector<double> values = attributeNumbers(networks, options.groupBy);
    const std::vector<double> against = attributeNumbers(networks, options.against);
    const std::vector<LayerPick> picks = drawnPicks(networks, layer, options);
    const std::map<double, std::vector<int>> groups = groupsOf(values, options.groupBy);

    auto study = std::make_shared<WidthStudy>();
    std::vector<double> x;
    std::vector<double> y;
    const auto all = static_cast<double>(groups.size());
    for (const auto& [value, places] : groups) {
        const auto done = static_cast<double>(study->points.size());
        const LayerComparison comparison =
            compareLayers(picks, pairsOf(places), {options.measure}, options.comparison,
                          progress.part(done / all, (done + 1) / all));
        study->points.push_back(
            pointOf(value, places, against, distancesOf(comparison, options.measure, layer)));
        x.push_back(study->points.back().against);
        y.push_back(study->points.back().mean);
        study->samples = comparison.samples;
        addWarnings(study->warnings, comparison.warnings);
    }
    if (x.size() > 2) // of two points it is 1 or -1 whatever they are
        study->correlation = pearson(x, y);
    study->layer = layer;
    study->options = std::move(options);
    return study;
}

} // namespace counterpart::core
