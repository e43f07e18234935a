#pragma once

#include "core/data/layer.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace counterpart::core {

/// A scalar attribute of the file: seed, width, accuracy, step, …
using Attribute = std::variant<double, std::string>;

/// What a file says of the probe inputs; every dataset is optional.
struct ProbeInputs
{
    Index count = 0;
    std::optional<std::string> ids; ///< dataset: one string (or integer) an input
    std::optional<std::string>
        images; ///< dataset: (N,H,W,3), (N,H,W,4), (N,H,W,1), (N,H,W), (N,C,H,W); uint8
    std::optional<std::string> labels;     ///< dataset: int or string, one an input
    std::optional<std::string> labelNames; ///< dataset: the name of each integer label
    std::optional<std::string> files;      ///< dataset: picture paths relative to the file
    std::optional<std::string> mask;       ///< dataset: (N,T), valid tokens
};

/// A network's file as described by its headers. Immutable once made; no activation has been read.
struct Network
{
    std::filesystem::path path;
    std::string group; ///< "/" or the group that holds this network, as "/netA"
    std::string name;  ///< attribute `model`, or the file's stem
    std::map<std::string, Attribute> attributes;
    std::vector<Layer> layers; ///< in depth order
    ProbeInputs inputs;
    std::vector<std::string> guesses; ///< sentences: what was not stated and how it was taken

    /// The layer of that name, or none (an invalid index).
    LayerIndex findLayer(const std::string& layerName) const;
    const Layer& layer(LayerIndex index) const
    {
        return layers.at(static_cast<std::size_t>(index.value));
    }
};

/// The layers whose name both networks have, in A's depth order.
std::vector<SidePair<LayerIndex>> commonLayers(const Network& a, const Network& b);

} // namespace counterpart::core
