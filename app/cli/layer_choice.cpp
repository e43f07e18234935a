#include "cli/layer_choice.h"

#include "core/base/error.h"
#include "core/io/named_networks.h"
#include "core/io/network_file.h"

#include <algorithm>

namespace counterpart::cli {

using core::LayerIndex;
using core::Network;
using core::Side;
using LayerPair = core::SidePair<LayerIndex>;

namespace {

std::string layerNames(const Network& network)
{
    std::string names;
    for (const core::Layer& layer : network.layers)
        names += (names.empty() ? "" : ", ") + layer.name;
    return names;
}

LayerPair parsePair(const core::SidePair<ChosenNetwork>& networks, const std::string& text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size())
        throw core::UsageError("--pair \"" + text + "\": expected LAYER_A:LAYER_B");
    return {core::requireLayer(networks.a.network, text.substr(0, colon)),
            core::requireLayer(networks.b.network, text.substr(colon + 1))};
}

/// Where a network has one layer: it and the first of the other that is of its size, if any is.
std::vector<LayerPair> onlyLayerPair(const core::SidePair<const Network*>& networks)
{
    for (const Side side : {Side::A, Side::B}) {
        if (networks[side]->layers.size() != 1)
            continue;
        LayerPair pair{LayerIndex{0}, LayerIndex{0}};
        pair[other(side)] = core::layerLike(*networks[other(side)], networks[side]->layers.front());
        if (pair[other(side)].isValid())
            return {pair};
    }
    return {};
}

std::vector<LayerPair> requireCommonLayers(const Network& a, const Network& b)
{
    std::vector<LayerPair> pairs = core::commonLayers(a, b);
    if (pairs.empty())
        throw core::InputError(a.path.string() + " and " + b.path.string() +
                               ": no layer name in common; found " + layerNames(a) + " and " +
                               layerNames(b) + "; expected --pair LAYER_A:LAYER_B");
    return pairs;
}

/// The pair that the file arguments name; a side that names none takes the other's name, or its
/// only layer.
LayerPair pairOfArguments(const core::SidePair<ChosenNetwork>& networks)
{
    LayerPair pair{networks.a.layer, networks.b.layer};
    for (const Side side : {Side::A, Side::B}) {
        const ChosenNetwork& named = networks[other(side)];
        if (!pair[side].isValid())
            pair[side] = core::requireCounterpart(networks[side].network,
                                                  named.network.layer(named.layer).name);
    }
    return pair;
}

std::vector<LayerPair> pairsOfOptions(const core::SidePair<ChosenNetwork>& networks,
                                      const LayerChoice& choice)
{
    std::vector<LayerPair> pairs;
    for (const std::string& name : choice.layers)
        pairs.push_back({core::requireLayer(networks.a.network, name),
                         core::requireLayer(networks.b.network, name)});
    for (const std::string& text : choice.pairs)
        pairs.push_back(parsePair(networks, text));
    if (choice.all)
        std::ranges::copy(requireCommonLayers(networks.a.network, networks.b.network),
                          std::back_inserter(pairs));
    return pairs;
}

std::vector<LayerPair> withoutRepeats(const std::vector<LayerPair>& pairs)
{
    std::vector<LayerPair> once;
    for (const LayerPair& pair : pairs) {
        if (std::ranges::find(once, pair) == once.end())
            once.push_back(pair);
    }
    return once;
}

} // namespace

ChosenNetwork chooseNetwork(const std::string& argument)
{
    core::NamedNetworks named = core::describeNamed(argument);
    const std::string layer = named.layer;
    Network network = core::requireOnly(std::move(named));
    const LayerIndex index = layer.empty() ? LayerIndex{} : core::requireLayer(network, layer);
    return {std::move(network), index};
}

std::vector<LayerPair> chooseLayerPairs(const core::SidePair<ChosenNetwork>& networks,
                                        const LayerChoice& choice)
{
    const bool fromOptions = choice.all || !choice.layers.empty() || !choice.pairs.empty();
    const bool fromArguments = networks.a.layer.isValid() || networks.b.layer.isValid();
    if (fromOptions && fromArguments)
        throw core::UsageError("layers are named both as FILE::LAYER and by --layer, --pair or "
                               "--layers; expected one of the two");
    if (fromArguments)
        return {pairOfArguments(networks)};
    if (fromOptions)
        return withoutRepeats(pairsOfOptions(networks, choice));

    const Network& a = networks.a.network;
    const Network& b = networks.b.network;
    if (a.layers.size() == 1 && b.layers.size() == 1)
        return {{LayerIndex{0}, LayerIndex{0}}};
    const std::vector<LayerPair> ofOne = onlyLayerPair({&a, &b});
    return core::commonLayers(a, b).empty() && !ofOne.empty() ? ofOne : requireCommonLayers(a, b);
}

} // namespace counterpart::cli
