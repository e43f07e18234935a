#include "core/data/network.h"

#include <algorithm>

namespace counterpart::core {

LayerIndex Network::findLayer(const std::string& layerName) const
{
    const auto found = std::ranges::find(layers, layerName, &Layer::name);
    return found == layers.end() ? LayerIndex{}
                                 : LayerIndex{static_cast<int>(found - layers.begin())};
}

} // namespace counterpart::core
