#include "core/similarity/similarity_map.h"

#include <algorithm>

namespace counterpart::core {

namespace {

void takeAllIfNone(const Network& network, std::vector<LayerIndex>& layers)
{
    if (!layers.empty())
        return;
    for (std::size_t layer = 0; layer < network.layers.size(); ++layer)
        layers.push_back(LayerIndex{static_cast<int>(layer)});
}

std::vector<std::string> namesOf(const Network& network, const std::vector<LayerIndex>& layers)
{
    std::vector<std::string> names;
    for (const LayerIndex layer : layers)
        names.push_back(network.layer(layer).name);
    return names;
}

/// Row by row.
std::vector<PlacePair> everyPair(int rows, int columns)
{
    std::vector<PlacePair> pairs;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column)
            pairs.push_back({row, rows + column});
    }
    return pairs;
}

void takeCells(LayerMap& map, std::vector<PairComparison> cells)
{
    const auto rows = static_cast<Index>(map.layers.a.size());
    const auto columns = static_cast<Index>(map.layers.b.size());
    map.values.assign(map.measures.size(), ValueGrid(rows, columns));
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        for (std::size_t i = 0; i < map.measures.size(); ++i) {
            map.values[i].values[cell] = cells[cell].values[i].value.a;
            map.values[i].reasons[cell] = std::move(cells[cell].values[i].reason);
        }
        map.coefficients.push_back(std::move(cells[cell].coefficients));
        map.nullMeanSquare.push_back(cells[cell].nullMeanSquare);
    }
}

} // namespace

const ValueGrid* LayerMap::of(Measure measure) const
{
    const auto found = std::ranges::find(measures, measure);
    return found == measures.end() ? nullptr
                                   : &values[static_cast<std::size_t>(found - measures.begin())];
}

std::shared_ptr<const LayerMap> similarityMap(const SidePair<const Network*>& networks,
                                              SidePair<std::vector<LayerIndex>> layers,
                                              const std::vector<Measure>& measures,
                                              const ComparisonOptions& options,
                                              const Progress& progress)
{
    auto map = std::make_shared<LayerMap>();
    std::vector<LayerPick> picks;
    for (const Side side : {Side::A, Side::B}) {
        takeAllIfNone(*networks[side], layers[side]);
        map->layers[side] = namesOf(*networks[side], layers[side]);
        for (const LayerIndex layer : layers[side])
            picks.push_back({networks[side], layer});
    }
    map->indices = std::move(layers);
    map->measures = measures;
    map->options = options;
    const std::vector<PlacePair> pairs =
        everyPair(static_cast<int>(map->indices.a.size()), static_cast<int>(map->indices.b.size()));
    ComparisonOptions seen = options;
    seen.measures.seesBothSides = false;
    LayerComparison comparison = compareLayers(picks, pairs, measures, seen, progress);
    takeCells(*map, std::move(comparison.pairs));
    map->samples = comparison.samples;
    map->mostSamples = comparison.mostSamples;
    map->droppedSamples = comparison.droppedSamples;
    map->passes = comparison.passes;
    map->peakBytes = comparison.peakBytes;
    map->warnings = std::move(comparison.warnings);
    map->readSeconds = comparison.readSeconds;
    map->computeSeconds = comparison.computeSeconds;
    return map;
}

} // namespace counterpart::core
