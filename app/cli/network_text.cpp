#include "cli/network_text.h"

#include "cli/text_table.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace counterpart::cli {

using core::Attribute;
using core::Index;
using core::Layer;
using core::Network;
using Json = nlohmann::ordered_json;

namespace {

std::string formatted(double number)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.10g", number);
    return text.data();
}

std::string formatted(const Attribute& attribute)
{
    const auto* const number = std::get_if<double>(&attribute);
    return number != nullptr ? formatted(*number) : std::get<std::string>(attribute);
}

std::string extents(const std::vector<Index>& shape)
{
    std::string text;
    for (const Index extent : shape)
        text += (text.empty() ? "" : " x ") + std::to_string(extent);
    return text;
}

std::string receptiveField(const Layer& layer)
{
    if (!layer.receptiveField)
        return "-";
    return formatted(layer.receptiveField->size) + " px, every " +
           formatted(layer.receptiveField->stride) + " from " +
           formatted(layer.receptiveField->offset);
}

/// Which of its optional datasets a layer has.
std::string extras(const Layer& layer)
{
    std::string text;
    const auto add = [&](const auto& dataset, const char* what) {
        if (dataset)
            text += (text.empty() ? "" : ", ") + std::string(what);
    };
    add(layer.unitNames, "names");
    add(layer.weights, "filters");
    add(layer.unitImages, "pictures");
    return text;
}

/// The optional datasets of the probe inputs with their keys.
struct InputPart
{
    const char* key;
    const std::optional<std::string>& dataset;
};

std::array<InputPart, 6> inputParts(const core::ProbeInputs& inputs)
{
    return {InputPart{"id", inputs.ids},       InputPart{"image", inputs.images},
            InputPart{"label", inputs.labels}, InputPart{"label_names", inputs.labelNames},
            InputPart{"file", inputs.files},   InputPart{"mask", inputs.mask}};
}

std::string inputsText(const core::ProbeInputs& inputs)
{
    std::string parts;
    for (const InputPart& part : inputParts(inputs)) {
        if (part.dataset)
            parts += (parts.empty() ? "" : ", ") + std::string(part.key);
    }
    return std::to_string(inputs.count) + (parts.empty() ? "" : " (" + parts + ")");
}

std::string layerTable(const Network& network)
{
    std::vector<TextRow> rows{
        {"  layer", "axes", "type", "receptive field", "with", "units", "positions", "shape"}};
    for (const Layer& layer : network.layers) {
        rows.push_back({"  " + layer.name,
                        std::string(toString(layer.axes)) + (layer.axesGuessed ? " (guessed)" : ""),
                        layer.elementType, receptiveField(layer), extras(layer),
                        std::to_string(layer.units()), extents({layer.rows(), layer.columns()}),
                        extents(layer.shape)});
    }
    return formatTable(rows, 5);
}

Json orNull(const std::optional<std::string>& dataset)
{
    return dataset ? Json(*dataset) : Json();
}

Json attributeJson(const Attribute& attribute)
{
    const auto* const number = std::get_if<double>(&attribute);
    if (number == nullptr)
        return std::get<std::string>(attribute);
    return std::isfinite(*number) ? Json(*number) : Json();
}

Json layerJson(const Layer& layer)
{
    Json field;
    if (layer.receptiveField)
        field = {{"size", layer.receptiveField->size},
                 {"stride", layer.receptiveField->stride},
                 {"offset", layer.receptiveField->offset}};
    return {{"name", layer.name},
            {"dataset", layer.dataset},
            {"shape", layer.shape},
            {"axes", toString(layer.axes)},
            {"axes_guessed", layer.axesGuessed},
            {"element_type", layer.elementType},
            {"inputs", layer.inputs()},
            {"units", layer.units()},
            {"rows", layer.rows()},
            {"columns", layer.columns()},
            {"receptive_field", field},
            {"weight", orNull(layer.weights)},
            {"image", orNull(layer.unitImages)},
            {"name_of_units", orNull(layer.unitNames)}};
}

} // namespace

std::string networkText(const Network& network)
{
    std::string text = network.path.string();
    if (network.group.size() > 1)
        text += "::" + network.group.substr(1);
    text += "\n  model   " + network.name + "\n  inputs  " + inputsText(network.inputs) + '\n';
    for (const auto& [name, value] : network.attributes)
        text += "  " + name + " = " + formatted(value) + '\n';
    text += layerTable(network);
    for (const std::string& guess : network.guesses)
        text += "  guessed: " + guess + '\n';
    return text;
}

Json networkJson(const Network& network)
{
    Json inputs{{"count", network.inputs.count}};
    for (const InputPart& part : inputParts(network.inputs))
        inputs[part.key] = orNull(part.dataset);
    Json attributes = Json::object();
    for (const auto& [name, value] : network.attributes)
        attributes[name] = attributeJson(value);
    Json layers = Json::array();
    for (const Layer& layer : network.layers)
        layers.push_back(layerJson(layer));
    return {{"path", network.path.string()}, {"group", network.group},
            {"model", network.name},         {"inputs", std::move(inputs)},
            {"attributes", attributes},      {"layers", std::move(layers)},
            {"guesses", network.guesses}};
}

} // namespace counterpart::cli
