#pragma once

#include "core/data/network.h"

#include <string>
#include <vector>

namespace counterpart::core {

/// One layer of one network, as it takes part in a comparison of many.
struct LayerPick
{
    const Network* network = nullptr; ///< which must outlive the comparison
    LayerIndex layer;
    /// Only these units, in this order; all of them if empty.
    std::vector<Index> units{};

    const Layer& description() const { return network->layer(layer); }
};

/// Two places in a list of picks.
struct PlacePair
{
    int first = 0;
    int second = 0;

    bool operator==(const PlacePair&) const = default;
};

/// For messages: sourceName().
std::string nameOf(const LayerPick& pick);
/// For messages: "8 x 8".
std::string mapText(const Layer& layer);

} // namespace counterpart::core
