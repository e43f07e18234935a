#include "ui/figures/class_figure.h"

#include "ui/figures/comparison_request.h"

namespace counterpart::ui {

bool ClassRequest::operator==(const ClassRequest& other) const
{
    return network == other.network && net == other.net && logits == other.logits &&
           isSameReading(pass, other.pass);
}

std::string whyNoClasses(const core::Network& network, const std::string& logits)
{
    const core::LayerIndex found = network.findLayer(logits);
    if (!found.isValid())
        return network.name + " has no layer " + logits + ".";
    if (network.layer(found).positions() > 1)
        return logits + " has maps of several positions: choose the layer with one unit a class as "
                        "logits.";
    if (network.layers.size() < 2)
        return network.name + " has no layer beside its logits.";
    return {};
}

std::shared_ptr<const core::ClassSensitivity> compareClasses(const ClassRequest& request,
                                                             const core::Progress& progress)
{
    std::vector<std::string> layers;
    for (const core::Layer& layer : request.network->layers) {
        if (layer.name != request.logits)
            layers.push_back(layer.name);
    }
    return core::classSensitivity(*request.network, std::move(layers), request.logits,
                                  comparisonOptions(request.pass), progress);
}

plots::MapContent makeClassMap(const ClassRequest& request, const core::ClassSensitivity& classes)
{
    plots::MapContent content;
    content.title = "Correlation of each layer with each class";
    content.valueName = "correlation";
    content.rows.title = request.network->name;
    content.rows.names = classes.layers;
    content.columns.title = classes.logits;
    content.columns.names = classes.classes;
    const core::LayerIndex logits = request.network->findLayer(classes.logits);
    for (const std::string& layer : classes.layers)
        content.rows.refs.push_back({request.net, request.network->findLayer(layer), {}});
    for (std::size_t unit = 0; unit < classes.classes.size(); ++unit)
        content.columns.refs.push_back(
            {request.net, logits, core::UnitIndex{static_cast<int>(unit)}});
    content.values = classes.values.values;
    content.reasons = classes.values.reasons;
    return content;
}

} // namespace counterpart::ui
