#include "core/io/layer_order.h"

#include <algorithm>
#include <map>

namespace counterpart::core {

namespace {

const Attributes* attributesOf(const FileContents& contents, const std::string& group)
{
    const auto found = contents.groups.find(group);
    return found == contents.groups.end() ? nullptr : &found->second.attributes;
}

/// The attribute `order` of a layer's dataset, or of the group that it has for itself.
std::optional<double> orderOf(const FileContents& contents, const NetworkCandidate& network,
                              const DatasetEntry& entry)
{
    if (const auto order = findAttribute<double>(entry.attributes, "order"))
        return order;
    const std::string folder = parentPath(entry.path);
    const Attributes* const attributes =
        folder == network.container ? nullptr : attributesOf(contents, folder);
    return attributes ? findAttribute<double>(*attributes, "order") : std::nullopt;
}

/// Each layer's order, by dataset; empty unless all have one.
std::map<std::string, double> statedOrders(const FileContents& contents,
                                           const NetworkCandidate& network,
                                           const std::vector<Layer>& layers)
{
    std::map<std::string, double> orders;
    for (const LayerCandidate& candidate : network.layers) {
        if (const auto order = orderOf(contents, network, *candidate.entry))
            orders[candidate.entry->path] = *order;
    }
    const bool all = std::ranges::all_of(
        layers, [&](const Layer& layer) { return orders.contains(layer.dataset); });
    return all ? orders : std::map<std::string, double>{};
}

std::vector<std::string> statedList(const FileContents& contents, const std::string& group,
                                    std::string& attribute)
{
    for (const std::string& holder : {group, std::string("/")}) {
        const Attributes* const attributes = attributesOf(contents, holder);
        for (const char* const name : {"layers", "layer_order"}) {
            attribute = name;
            if (!attributes)
                continue;
            if (auto list = findAttribute<std::vector<std::string>>(*attributes, name))
                return *std::move(list);
        }
    }
    return {};
}

} // namespace

void sortLayers(const FileContents& contents, const NetworkCandidate& network,
                std::vector<Layer>& layers, std::vector<std::string>& guesses)
{
    if (layers.size() < 2)
        return;
    if (const auto orders = statedOrders(contents, network, layers); !orders.empty()) {
        std::ranges::stable_sort(layers, {}, [&](const Layer& a) { return orders.at(a.dataset); });
        return;
    }
    std::string attribute;
    const std::vector<std::string> list = statedList(contents, network.group, attribute);
    const auto place = [&](const Layer& layer) {
        const auto byName = std::ranges::find(list, layer.name);
        return byName != list.end() ? byName : std::ranges::find(list, layer.dataset);
    };
    if (std::ranges::any_of(layers, [&](const Layer& a) { return place(a) != list.end(); })) {
        std::ranges::stable_sort(layers, {}, place); // those that are not listed come last
        if (attribute != "layers")
            guesses.push_back("The order of the layers is that of the attribute " + attribute +
                              ".");
        return;
    }
    const auto container = contents.groups.find(network.container);
    const bool made = container != contents.groups.end() && container->second.creationOrder;
    guesses.push_back(made ? "The order of the layers is that in which they were written."
                           : "The order of the layers is the natural order of their names.");
}

} // namespace counterpart::core
