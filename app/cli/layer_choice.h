#pragma once

#include "core/base/types.h"
#include "core/data/network.h"

#include <string>
#include <vector>

namespace counterpart::cli {

/// A network and, where the argument named one, its layer.
struct ChosenNetwork
{
    core::Network network;
    core::LayerIndex layer; ///< none if the argument was the file alone
};

/// "netA.h5" or "netA.h5::conv1"; in a file of several networks "nets.h5::netA" or
/// "nets.h5::netA/conv1". Throws InputError for what is not there, naming what is.
ChosenNetwork chooseNetwork(const std::string& argument);

/// What the layer options of the command line ask for.
struct LayerChoice
{
    std::vector<std::string> layers; ///< --layer: the same name on both sides
    std::vector<std::string> pairs;  ///< --pair: "layerA:layerB"
    bool all = false;                ///< --layers all: every name that both have
};

/// The layer pairs to compare, each once: those asked for in the order asked; if nothing is asked
/// for, the only layer of each network, else every common name in A's depth order, else the only
/// layer of one and the first of its size of the other.
/// Throws InputError for an unknown layer or no common name, UsageError for a malformed pair or for
/// layers named in the file arguments and in options at once.
std::vector<core::SidePair<core::LayerIndex>>
chooseLayerPairs(const core::SidePair<ChosenNetwork>& networks, const LayerChoice& choice);

} // namespace counterpart::cli
