#include "core/similarity/network_group.h"

#include "core/base/error.h"
#include "core/io/network_file.h"
#include "core/similarity/pair_warnings.h"

#include <algorithm>

namespace counterpart::core {

namespace {

std::vector<LayerPick> picksOf(std::span<const Network* const> networks, const std::string& layer)
{
    std::vector<LayerPick> picks;
    for (const Network* network : networks)
        picks.push_back({network, requireLayer(*network, layer)});
    return picks;
}

std::vector<PlacePair> pairsAmong(int networks)
{
    std::vector<PlacePair> pairs;
    for (int i = 0; i < networks; ++i) {
        for (int j = i + 1; j < networks; ++j)
            pairs.push_back({i, j});
    }
    return pairs;
}

/// The reference with every other network, itself first.
std::vector<PlacePair> pairsWith(int reference, int networks)
{
    std::vector<PlacePair> pairs;
    for (int i = 0; i < networks; ++i) {
        if (i != reference)
            pairs.push_back({reference, i});
    }
    return pairs;
}

ValueGrid gridOf(const std::vector<PairComparison>& comparisons,
                 const std::vector<PlacePair>& pairs, Index networks, std::size_t measure,
                 double equal)
{
    ValueGrid grid(networks, networks);
    for (Index i = 0; i < networks; ++i)
        grid.set(i, i, equal);
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        const MeasuredValue& value = comparisons[k].values[measure];
        grid.set(pairs[k].first, pairs[k].second, value.value.a, value.reason);
        grid.set(pairs[k].second, pairs[k].first, value.value.b, value.reason);
    }
    return grid;
}

Partners everyUnitItsOwn(Index units)
{
    Partners partners;
    for (Index unit = 0; unit < units; ++unit)
        partners.push_back(UnitIndex{static_cast<int>(unit)});
    return partners;
}

class GroupComparison
{
public:
    GroupComparison(std::span<const Network* const> networks, const std::vector<Measure>& measures,
                    const GroupOptions& options)
        : m_networks(networks)
    {
        m_group->measures = measures;
        m_group->options = options;
        for (const Network* network : networks)
            m_group->networks.push_back(network->name);
    }

    void addLayer(const std::string& layer, const Progress& progress);
    std::shared_ptr<const NetworkGroup> take() { return std::move(m_group); }

private:
    /// How the time of a layer divides between comparing all and matching to the reference.
    static constexpr double kComparisonShare = 0.8;

    int count() const { return static_cast<int>(m_networks.size()); }
    void note(const LayerComparison& comparison);
    std::vector<Partners> partnersOf(const std::vector<LayerPick>& picks, const Progress& progress);

    std::span<const Network* const> m_networks;
    std::shared_ptr<NetworkGroup> m_group = std::make_shared<NetworkGroup>();
};

void GroupComparison::addLayer(const std::string& layer, const Progress& progress)
{
    const std::vector<LayerPick> picks = picksOf(m_networks, layer);
    const std::vector<PlacePair> pairs = pairsAmong(count());
    const bool isMatched = m_group->options.reference.has_value();
    ComparisonOptions options = m_group->options.comparison;
    options.measures.keepsCoefficients = false;
    LayerComparison comparison = compareLayers(picks, pairs, m_group->measures, options,
                                               progress.part(0, isMatched ? kComparisonShare : 1));
    note(comparison);
    GroupLayer result;
    result.name = layer;
    for (std::size_t i = 0; i < m_group->measures.size(); ++i) {
        const MeasureCard& card = cardOf(m_group->measures[i]);
        result.values.push_back(
            gridOf(comparison.pairs, pairs, count(), i, card.isDistance ? card.low : card.high));
    }
    if (isMatched)
        result.partners = partnersOf(picks, progress.part(kComparisonShare, 1));
    m_group->layers.push_back(std::move(result));
}

std::vector<Partners> GroupComparison::partnersOf(const std::vector<LayerPick>& picks,
                                                  const Progress& progress)
{
    const int reference = m_group->options.reference.value();
    const std::vector<PlacePair> pairs = pairsWith(reference, count());
    ComparisonOptions options = m_group->options.comparison;
    options.measures.keepsPartners = true;
    LayerComparison comparison =
        compareLayers(picks, pairs, {Measure::Matching}, options, progress);
    m_group->passes += comparison.passes;
    addWarnings(m_group->warnings, comparison.warnings);
    std::vector<Partners> partners(picks.size());
    const auto place = static_cast<std::size_t>(reference);
    partners[place] = everyUnitItsOwn(unitsOf(picks[place], options.samples.policy.positions));
    const std::size_t units = partners[place].size();
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        Partners& found = comparison.pairs[k].partners.a;
        found.resize(units); // none for a pair that could not be compared
        partners[static_cast<std::size_t>(pairs[k].second)] = std::move(found);
    }
    return partners;
}

void GroupComparison::note(const LayerComparison& comparison)
{
    NetworkGroup& group = *m_group;
    group.samples =
        group.layers.empty() ? comparison.samples : std::min(group.samples, comparison.samples);
    group.mostSamples = std::max(group.mostSamples, comparison.mostSamples);
    group.droppedSamples = std::max(group.droppedSamples, comparison.droppedSamples);
    group.passes += comparison.passes;
    group.peakBytes = std::max(group.peakBytes, comparison.peakBytes);
    group.readSeconds += comparison.readSeconds;
    group.computeSeconds += comparison.computeSeconds;
    addWarnings(group.warnings, comparison.warnings);
}

void requireGroup(std::span<const Network* const> networks, const GroupOptions& options)
{
    const auto count = static_cast<int>(networks.size());
    if (count < 2)
        throw UsageError("A group needs at least two networks; found " + std::to_string(count) +
                         ".");
    if (options.reference && (*options.reference < 0 || *options.reference >= count))
        throw UsageError("The reference is network " + std::to_string(*options.reference) +
                         " of a group of " + std::to_string(count) + ".");
}

} // namespace

const ValueGrid* NetworkGroup::of(std::size_t layer, Measure measure) const
{
    const auto found = std::ranges::find(measures, measure);
    return found == measures.end()
               ? nullptr
               : &layers[layer].values[static_cast<std::size_t>(found - measures.begin())];
}

std::vector<std::string> commonLayerNames(std::span<const Network* const> networks)
{
    std::vector<std::string> names;
    if (networks.empty())
        return names;
    for (const Layer& layer : networks.front()->layers) {
        if (std::ranges::all_of(networks, [&](const Network* network) {
                return network->findLayer(layer.name).isValid();
            }))
            names.push_back(layer.name);
    }
    return names;
}

std::shared_ptr<const NetworkGroup> compareGroup(std::span<const Network* const> networks,
                                                 std::vector<std::string> layers,
                                                 const std::vector<Measure>& measures,
                                                 const GroupOptions& options,
                                                 const Progress& progress)
{
    requireGroup(networks, options);
    if (layers.empty())
        layers = commonLayerNames(networks);
    if (layers.empty())
        throw InputError("The networks, from " + networks.front()->path.string() + " to " +
                         networks.back()->path.string() + ", have no layer name in common.");
    GroupComparison comparison(networks, measures, options);
    const auto count = static_cast<double>(layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i)
        comparison.addLayer(layers[i], progress.part(static_cast<double>(i) / count,
                                                     static_cast<double>(i + 1) / count));
    return comparison.take();
}

std::optional<Matrix> distanceMatrix(const ValueGrid& values, Measure measure, bool isSymmetric)
{
    Matrix distances(values.rows, values.columns);
    for (Index i = 0; i < values.rows; ++i) {
        for (Index j = 0; j < values.columns; ++j) {
            if (!values.at(i, j))
                return std::nullopt;
            distances(i, j) = i == j ? 0 : distanceOf(measure, *values.at(i, j));
        }
    }
    if (isSymmetric)
        distances = ((distances + distances.transpose()) / 2).eval();
    return distances;
}

} // namespace counterpart::core
