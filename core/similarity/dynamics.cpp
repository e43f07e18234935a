#include "core/similarity/dynamics.h"

#include "core/base/error.h"
#include "core/io/network_file.h"
#include "core/similarity/network_group.h"
#include "core/similarity/pair_warnings.h"

#include <algorithm>
#include <cassert>

namespace counterpart::core {

namespace {

/// Which pick and pair is what: layer l of checkpoint t is pick t * layers + l, and those of the
/// reference come last.
class Layout
{
public:
    Layout(std::size_t checkpoints, std::size_t layers)
        : m_checkpoints(static_cast<int>(checkpoints)),
          m_layers(static_cast<int>(layers))
    {
    }

    int pick(int checkpoint, int layer) const { return checkpoint * m_layers + layer; }
    int checkpoints() const { return m_checkpoints; }
    int layers() const { return m_layers; }

    std::vector<PlacePair> pairs(bool hasMaps) const
    {
        std::vector<PlacePair> pairs;
        for (int t = 0; t < m_checkpoints; ++t) {
            for (int row = 0; row < m_layers; ++row) {
                for (int column = 0; column < m_layers; ++column) {
                    if (hasMaps || row == column)
                        pairs.push_back({pick(t, row), pick(m_checkpoints, column)});
                }
            }
        }
        return pairs;
    }

    /// The place among pairs() of layer `row` of a checkpoint against layer `column`.
    std::size_t pair(int checkpoint, int row, int column, bool hasMaps) const
    {
        const int place = hasMaps ? (checkpoint * m_layers + row) * m_layers + column
                                  : checkpoint * m_layers + row;
        return static_cast<std::size_t>(place);
    }

private:
    int m_checkpoints;
    int m_layers;
};

std::vector<std::string> chosenLayers(const Checkpoints& checkpoints, const Network& reference,
                                      std::vector<std::string> layers)
{
    std::vector<const Network*> all = checkpoints.networks;
    all.push_back(&reference);
    if (layers.empty())
        layers = commonLayerNames(all);
    if (layers.empty())
        throw InputError("The checkpoints, from " + all.front()->path.string() + " on, and " +
                         reference.path.string() + " have no layer name in common.");
    return layers;
}

std::vector<LayerPick> picksOf(const Checkpoints& checkpoints, const Network& reference,
                               const std::vector<std::string>& layers)
{
    std::vector<LayerPick> picks;
    const auto add = [&](const Network& network) {
        for (const std::string& layer : layers)
            picks.push_back({&network, requireLayer(network, layer)});
    };
    for (const Network* network : checkpoints.networks)
        add(*network);
    add(reference);
    return picks;
}

void set(ValueGrid& grid, Index row, Index column, const MeasuredValue& value)
{
    grid.set(row, column, value.value.a, value.reason);
}

void takePairs(Dynamics& dynamics, const Layout& layout, std::vector<PairComparison> pairs)
{
    const bool hasMaps = dynamics.options.hasMaps;
    for (std::size_t m = 0; m < dynamics.measures.size(); ++m) {
        ValueGrid curves(layout.layers(), layout.checkpoints());
        std::vector<ValueGrid> maps;
        for (int t = 0; t < layout.checkpoints(); ++t) {
            for (int layer = 0; layer < layout.layers(); ++layer)
                set(curves, layer, t, pairs[layout.pair(t, layer, layer, hasMaps)].values[m]);
            if (!hasMaps)
                continue;
            maps.emplace_back(layout.layers(), layout.layers());
            for (int row = 0; row < layout.layers(); ++row) {
                for (int column = 0; column < layout.layers(); ++column)
                    set(maps.back(), row, column,
                        pairs[layout.pair(t, row, column, true)].values[m]);
            }
        }
        dynamics.curves.push_back(std::move(curves));
        if (hasMaps)
            dynamics.maps.push_back(std::move(maps));
    }
    for (int layer = 0; layer < layout.layers(); ++layer) {
        for (int t = 0; t < layout.checkpoints(); ++t)
            dynamics.coefficients.push_back(
                std::move(pairs[layout.pair(t, layer, layer, hasMaps)].coefficients));
    }
}

} // namespace

std::string Dynamics::textOf(std::size_t checkpoint) const
{
    return checkpointText(stepName, steps[checkpoint], checkpoints[checkpoint]);
}

const ValueGrid* Dynamics::of(Measure measure) const
{
    const auto found = std::ranges::find(measures, measure);
    return found == measures.end() ? nullptr
                                   : &curves[static_cast<std::size_t>(found - measures.begin())];
}

std::shared_ptr<const Dynamics>
compareDynamics(const Checkpoints& checkpoints, const Network& reference,
                std::vector<std::string> layers, const std::vector<Measure>& measures,
                const DynamicsOptions& options, const Progress& progress)
{
    if (checkpoints.networks.empty())
        throw UsageError("Dynamics need at least one checkpoint.");
    auto dynamics = std::make_shared<Dynamics>();
    for (const Network* network : checkpoints.networks)
        dynamics->checkpoints.push_back(network->name);
    dynamics->steps = checkpoints.steps;
    dynamics->stepName = checkpoints.stepName;
    dynamics->reference = reference.name;
    dynamics->layers = chosenLayers(checkpoints, reference, std::move(layers));
    dynamics->measures = measures;
    dynamics->options = options;
    const Layout layout(checkpoints.networks.size(), dynamics->layers.size());
    ComparisonOptions seen = options.comparison;
    seen.measures.seesBothSides = false;
    LayerComparison comparison =
        compareLayers(picksOf(checkpoints, reference, dynamics->layers),
                      layout.pairs(options.hasMaps), measures, seen, progress);
    takePairs(*dynamics, layout, std::move(comparison.pairs));
    dynamics->samples = comparison.samples;
    dynamics->mostSamples = comparison.mostSamples;
    dynamics->droppedSamples = comparison.droppedSamples;
    dynamics->passes = comparison.passes;
    dynamics->peakBytes = comparison.peakBytes;
    const CheckpointDoubts doubts = checkpointDoubts(checkpoints);
    for (const std::string& doubt : {doubts.noSteps, doubts.otherRun}) {
        if (!doubt.empty())
            dynamics->warnings.push_back(doubt);
    }
    addWarnings(dynamics->warnings, comparison.warnings);
    dynamics->readSeconds = comparison.readSeconds;
    dynamics->computeSeconds = comparison.computeSeconds;
    return dynamics;
}

std::vector<FreezeAdvice> freezeAdvice(const Dynamics& dynamics, Measure measure, double level)
{
    const ValueGrid& curves = *dynamics.of(measure);
    assert(!cardOf(measure).isDistance);
    std::vector<FreezeAdvice> advice;
    std::optional<int> below = 0;
    for (Index layer = 0; layer < curves.rows; ++layer) {
        std::optional<int> settled;
        for (Index t = curves.columns - 1; t >= 0; --t) {
            const std::optional<double>& value = curves.at(layer, t);
            if (!value || *value < level)
                break;
            settled = static_cast<int>(t);
        }
        below = below && settled ? std::optional(std::max(*below, *settled)) : std::nullopt;
        const bool isBeforeEnd = below && *below < curves.columns - 1;
        advice.push_back({dynamics.layers[static_cast<std::size_t>(layer)], settled,
                          isBeforeEnd ? below : std::nullopt});
    }
    return advice;
}

} // namespace counterpart::core
