#include "core/io/named_networks.h"

#include "core/base/error.h"
#include "core/io/network_file.h"

#include <algorithm>
#include <filesystem>

namespace counterpart::core {

namespace {

/// The name of a network among several in one file: its group without the leading "/".
std::string nameInFile(const Network& network)
{
    return network.group.substr(network.group.starts_with('/') ? 1 : 0);
}

[[noreturn]] void refuseSeveral(const std::vector<Network>& networks, const std::string& name)
{
    std::string names;
    for (const Network& network : networks)
        names += (names.empty() ? "" : ", ") + nameInFile(network);
    const std::string path = networks.front().path.string();
    throw InputError(path + ": holds several networks" +
                     (name.empty() ? std::string{} : ", but no \"" + name + '"') + "; expected " +
                     path + "::NETWORK or " + path + "::NETWORK/LAYER with one of: " + names);
}

/// Takes "netA" or "netA/" off the front of `name` and leaves that network alone in `networks`.
void chooseAmong(std::vector<Network>& networks, std::string& name)
{
    const std::size_t slash = name.find('/');
    const auto found = std::ranges::find(networks, name.substr(0, slash), nameInFile);
    if (found == networks.end()) {
        const auto hasLayer = [&](const Network& network) {
            return network.findLayer(name).isValid();
        };
        if (!std::ranges::all_of(networks, hasLayer))
            refuseSeveral(networks, name);
        return;
    }
    networks = {Network(*found)};
    name = slash == std::string::npos ? std::string{} : name.substr(slash + 1);
}

} // namespace

NamedNetworks describeNamed(const std::string& argument)
{
    const std::size_t separator =
        std::filesystem::exists(argument) ? std::string::npos : argument.rfind("::");
    NamedNetworks named;
    named.networks = describeFile(argument.substr(0, separator));
    if (separator == std::string::npos)
        return named;
    named.layer = argument.substr(separator + 2);
    if (named.networks.size() > 1)
        chooseAmong(named.networks, named.layer);
    if (!named.layer.empty()) {
        for (const Network& network : named.networks)
            requireLayer(network, named.layer);
    }
    return named;
}

LayerIndex requireCounterpart(const Network& network, const std::string& name)
{
    return network.layers.size() == 1 ? LayerIndex{0} : requireLayer(network, name);
}

LayerIndex layerLike(const Network& network, const Layer& wanted)
{
    const auto found = std::ranges::find_if(network.layers, [&](const Layer& layer) {
        return layer.units() == wanted.units() && layer.positions() == wanted.positions();
    });
    return found == network.layers.end()
               ? LayerIndex{}
               : LayerIndex{static_cast<int>(found - network.layers.begin())};
}

Network requireOnly(NamedNetworks named)
{
    if (named.networks.size() > 1)
        refuseSeveral(named.networks, {});
    return std::move(named.networks.front());
}

} // namespace counterpart::core
