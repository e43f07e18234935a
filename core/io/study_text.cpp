#include "core/io/study_text.h"

#include "core/io/hdf5_record.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace counterpart::core {

using Json = nlohmann::json;

namespace {

Json orNull(const std::optional<std::string>& text)
{
    return text ? Json(*text) : Json(nullptr);
}

std::optional<std::string> textOrNone(const Json& json)
{
    return json.is_null() ? std::nullopt : std::optional(json.get<std::string>());
}

/// A value that must be there: nlohmann says "[json.exception…] type must be …" of a missing one.
template <class T>
T required(const std::optional<T>& value, const char* what)
{
    if (!value)
        throw std::invalid_argument(std::string("there is no such ") + what);
    return *value;
}

Json layerToJson(const Layer& layer)
{
    Json field = nullptr;
    if (layer.receptiveField)
        field = {layer.receptiveField->size, layer.receptiveField->stride,
                 layer.receptiveField->offset};
    return {{"name", layer.name},
            {"dataset", layer.dataset},
            {"shape", layer.shape},
            {"axes", toString(layer.axes)},
            {"axes_guessed", layer.axesGuessed},
            {"type", layer.elementType},
            {"receptive_field", field},
            {"weights", orNull(layer.weights)},
            {"unit_images", orNull(layer.unitImages)},
            {"unit_names", orNull(layer.unitNames)}};
}

Layer layerFromJson(const Json& json)
{
    Layer layer;
    layer.name = json.at("name");
    layer.dataset = json.at("dataset");
    layer.shape = json.at("shape").get<std::vector<Index>>();
    layer.axes = required(axisOrderFromString(json.at("axes")), "order of axes");
    const std::size_t axes = std::string(toString(layer.axes)).size();
    const bool isShape = layer.shape.size() == axes &&
                         std::ranges::all_of(layer.shape, [](Index n) { return n > 0; });
    if (!isShape)
        throw std::invalid_argument("the shape of " + layer.name + " does not fit its axes");
    layer.axesGuessed = json.at("axes_guessed");
    layer.elementType = json.at("type");
    const Json& field = json.at("receptive_field");
    if (!field.is_null())
        layer.receptiveField = ReceptiveField{field.at(0), field.at(1), field.at(2)};
    layer.weights = textOrNone(json.at("weights"));
    layer.unitImages = textOrNone(json.at("unit_images"));
    layer.unitNames = textOrNone(json.at("unit_names"));
    return layer;
}

Json probesToJson(const ProbeInputs& inputs)
{
    return {{"count", inputs.count},
            {"ids", orNull(inputs.ids)},
            {"images", orNull(inputs.images)},
            {"labels", orNull(inputs.labels)},
            {"label_names", orNull(inputs.labelNames)},
            {"files", orNull(inputs.files)},
            {"mask", orNull(inputs.mask)}};
}

ProbeInputs probesFromJson(const Json& json)
{
    ProbeInputs inputs;
    inputs.count = json.at("count");
    inputs.ids = textOrNone(json.at("ids"));
    inputs.images = textOrNone(json.at("images"));
    inputs.labels = textOrNone(json.at("labels"));
    inputs.labelNames = textOrNone(json.at("label_names"));
    inputs.files = textOrNone(json.at("files"));
    inputs.mask = textOrNone(json.at("mask"));
    return inputs;
}

} // namespace

Json networkToJson(const Network& network)
{
    Json attributes = Json::object();
    for (const auto& [name, value] : network.attributes)
        std::visit([&, key = name](const auto& held) { attributes[key] = held; }, value);
    Json layers = Json::array();
    for (const Layer& layer : network.layers)
        layers.push_back(layerToJson(layer));
    return {{"name", network.name},
            {"group", network.group},
            {"attributes", attributes},
            {"layers", layers},
            {"inputs", probesToJson(network.inputs)},
            {"guesses", network.guesses}};
}

Network networkFromJson(const Json& json)
{
    Network network;
    network.name = json.at("name");
    network.group = json.at("group");
    for (const auto& [name, value] : json.at("attributes").items()) {
        if (value.is_string())
            network.attributes[name] = value.get<std::string>();
        else if (value.is_number()) // null was a number that JSON does not know
            network.attributes[name] = value.get<double>();
    }
    for (const Json& layer : json.at("layers"))
        network.layers.push_back(layerFromJson(layer));
    network.inputs = probesFromJson(json.at("inputs"));
    network.guesses = json.at("guesses").get<std::vector<std::string>>();
    return network;
}

Json passToJson(const PassOptions& pass)
{
    Json precision = nullptr;
    if (pass.precision)
        precision = *pass.precision == Precision::Double ? "double" : "single";
    return {{"positions", toString(pass.policy.positions)},
            {"max_samples", pass.policy.maxSamples},
            {"seed", pass.policy.seed},
            {"drops_non_finite", pass.nonFinite == NonFinite::Drop},
            {"orders_by_id", pass.inputOrder == InputOrder::ById},
            {"precision", precision},
            {"top_samples", pass.topSamples},
            {"histogram_bins", pass.histogramBins},
            {"fold_shares", pass.foldShares}};
}

PassOptions passFromJson(const Json& json)
{
    PassOptions pass;
    pass.policy.positions = required(positionsFromString(json.at("positions")), "position policy");
    pass.policy.maxSamples = json.at("max_samples");
    pass.policy.seed = json.at("seed");
    pass.nonFinite = json.at("drops_non_finite").get<bool>() ? NonFinite::Drop : NonFinite::Refuse;
    pass.inputOrder = json.at("orders_by_id").get<bool>() ? InputOrder::ById : InputOrder::AsStored;
    if (const Json& precision = json.at("precision"); !precision.is_null())
        pass.precision = precision == "double" ? Precision::Double : Precision::Single;
    pass.topSamples = json.at("top_samples");
    pass.histogramBins = json.at("histogram_bins");
    pass.foldShares = json.at("fold_shares").get<std::vector<double>>();
    const bool hasBins = pass.histogramBins >= 2 && pass.histogramBins <= 4096;
    const bool isInRange = pass.policy.maxSamples >= 0 && pass.topSamples >= 0 &&
                           pass.topSamples <= 64 && (hasBins || pass.histogramBins == 0);
    if (!isInRange)
        throw std::invalid_argument("an option is out of its range");
    return pass;
}

Json informationToJson(const MutualInformationOptions& options)
{
    return {{"rows", options.rows},
            {"binning", toString(options.binning)},
            {"corrected", options.isCorrected},
            {"within", options.hasWithin}};
}

MutualInformationOptions informationFromJson(const Json& json)
{
    MutualInformationOptions options;
    options.rows = json.at("rows");
    options.binning = required(binningFromString(json.at("binning")), "binning");
    options.isCorrected = json.at("corrected");
    options.hasWithin = json.at("within");
    return options;
}

void readWords(const RecordReader& reader, const std::string& dataset,
               const std::function<void(const Json&)>& take)
{
    const std::string text = reader.text(dataset);
    std::string reason;
    try {
        take(Json::parse(text));
        return;
    } catch (const Json::exception& error) {
        reason = error.what();
    } catch (const std::invalid_argument& error) {
        reason = error.what();
    }
    reader.refuse(dataset, "is damaged: " + reason + '.');
}

} // namespace counterpart::core
