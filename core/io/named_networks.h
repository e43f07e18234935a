#pragma once

#include "core/data/network.h"

#include <string>
#include <vector>

namespace counterpart::core {

/// The networks that an argument names, and the layer where it names one.
struct NamedNetworks
{
    std::vector<Network> networks; ///< at least one
    std::string layer;             ///< a layer of every one of them, or empty
};

/// Reads the headers of what "netA.h5" or "netA.h5::conv1" names; of a file of several networks all
/// of them, or the one of "nets.h5::netA" or "nets.h5::netA/conv1". Throws InputError as
/// describeFile() does, and for what is not there, naming what is.
NamedNetworks describeNamed(const std::string& argument);

/// The layer of `network` that stands beside a layer called `name` of another network: the one of
/// that name, or the only one. Throws InputError if there is no such layer.
LayerIndex requireCounterpart(const Network& network, const std::string& name);

/// The first layer with as many units and positions as `wanted`; not valid if there is none.
LayerIndex layerLike(const Network& network, const Layer& wanted);

/// Where one network is needed: the only one of `named`.
/// Throws InputError if there are several, naming them.
Network requireOnly(NamedNetworks named);

} // namespace counterpart::core
