#pragma once

#include "core/io/file_contents.h"

#include <string>
#include <vector>

namespace counterpart::core {

/// A dataset that may be a layer, and how it would be called.
struct LayerCandidate
{
    const DatasetEntry* entry = nullptr;
    std::vector<std::string> name; ///< components below the group that holds the layers
};

/// The datasets that may be the layers of one network.
struct NetworkCandidate
{
    std::string group;     ///< "/", or that of one of several networks, "/netA"
    std::string container; ///< the group that holds the layers: "/activations", "/layers", "/"
    bool stated = false;   ///< true if the file uses the layout of formats.md
    std::vector<LayerCandidate> layers;
};

/// Sorts out what could be a layer: numbers with two to four axes that are neither pictures,
/// weights, nor about inputs and units. Where a group "activations" is, it holds all layers.
/// What stands there and cannot be a layer is said in `leftOut`.
std::vector<NetworkCandidate> findCandidates(const FileContents& contents,
                                             std::vector<std::string>& leftOut);

/// The number of inputs: the length that most datasets share as the first axis, or, of two axes, as
/// the second.
Index commonestLength(const FileContents& contents, const NetworkCandidate& network);

/// Turns the components into dotted names, without the ends that all names share
/// ("conv1/activations", "fc/activations" are conv1 and fc).
std::vector<std::string> layerNames(const NetworkCandidate& network);

} // namespace counterpart::core
