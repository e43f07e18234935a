#include "core/data/network.h"

#include <algorithm>

namespace counterpart::core {

LayerIndex Network::findLayer(const std::string& layerName) const
{
    const auto found = std::ranges::find(layers, layerName, &Layer::name);
    return found == layers.end() ? LayerIndex{}
                                 : LayerIndex{static_cast<int>(found - layers.begin())};
}

std::vector<SidePair<LayerIndex>> commonLayers(const Network& a, const Network& b)
{
    std::vector<SidePair<LayerIndex>> pairs;
    for (std::size_t i = 0; i < a.layers.size(); ++i) {
        const LayerIndex inB = b.findLayer(a.layers[i].name);
        if (inB.isValid())
            pairs.push_back({LayerIndex{static_cast<int>(i)}, inB});
    }
    return pairs;
}

} // namespace counterpart::core
