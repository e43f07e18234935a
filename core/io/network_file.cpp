#include "core/io/network_file.h"

#include "core/base/error.h"
#include "core/io/array_file.h"
#include "core/io/axes_guess.h"
#include "core/io/layout_guess.h"
#include "core/io/position_source.h"
#include "core/io/sealed_file.h"
#include "core/io/slab_source.h"

#include <charconv>
#include <optional>

namespace counterpart::core {

namespace {

std::string layerList(const Network& network)
{
    std::string list;
    for (const Layer& layer : network.layers)
        list += (list.empty() ? "" : ", ") + layer.name;
    return list;
}

/// The place of a label in the list of label names, where it is one.
std::optional<std::size_t> labelNumber(const std::string& label, std::size_t names)
{
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(label.data(), label.data() + label.size(), number);
    if (error != std::errc{} || end != label.data() + label.size() || number >= names)
        return std::nullopt;
    return number;
}

} // namespace

std::vector<Network> describeFile(const std::filesystem::path& path)
{
    return guessNetworks(readContents(path));
}

LayerIndex requireLayer(const Network& network, const std::string& name)
{
    const LayerIndex layer = network.findLayer(name);
    if (!layer.isValid()) {
        throw InputError(network.path.string() + " has no layer \"" + name + "\"; its layers are " +
                         layerList(network) + ".");
    }
    return layer;
}

Layer withAxes(Layer layer, AxisOrder axes)
{
    if (!fits(axes, layer.shape)) {
        throw InputError(layer.dataset + " has the shape " + shapeText(layer.shape) +
                         ", which cannot be read as " + toString(axes) + ".");
    }
    layer.axes = axes;
    layer.axesGuessed = false;
    return layer;
}

std::unique_ptr<ActivationSource> openActivations(const Network& network, LayerIndex layer,
                                                  Positions positions)
{
    if (!layer.isValid() || static_cast<std::size_t>(layer.value) >= network.layers.size()) {
        throw InputError(network.path.string() + " has no layer number " +
                         std::to_string(layer.value) + "; its layers are " + layerList(network) +
                         ".");
    }
    const Layer& wanted = network.layer(layer);
    if (isSealed(network.path))
        throw InputError(network.path.string() +
                         " is a study and keeps no activations: this needs "
                         "those of " +
                         network.name + " (" + wanted.name +
                         "), whose file is "
                         "missing or has changed. Give its place (File, Find missing inputs) or "
                         "read it again (File, Read changed inputs again).");
    const auto inputsAxis = static_cast<std::size_t>(axisPlaces(wanted.axes).inputs);
    auto reader = openTensor(network.path, wanted.dataset, inputsAxis);
    if (reader->shape() != wanted.shape) {
        throw InputError(network.path.string() + ": " + wanted.dataset + " has the shape " +
                         shapeText(reader->shape()) + ", but " + shapeText(wanted.shape) +
                         " when the file was opened. It was changed meanwhile: open it again.");
    }
    return withPositions(std::make_unique<SlabSource>(std::move(reader), wanted.axes), positions);
}

std::vector<std::string> readStrings(const Network& network, const std::string& dataset,
                                     Index first, Index most)
{
    return readTexts(network.path, dataset, first, most);
}

std::vector<std::string> readLabels(const Network& network)
{
    if (!network.inputs.labels)
        return {};
    std::vector<std::string> labels = readStrings(network, *network.inputs.labels);
    if (!network.inputs.labelNames)
        return labels;
    const std::vector<std::string> names = readStrings(network, *network.inputs.labelNames);
    for (std::string& label : labels) {
        if (const auto number = labelNumber(label, names.size()))
            label = names[*number];
    }
    return labels;
}

} // namespace counterpart::core
