#include "ui/figures/group_sheets.h"

#include "core/base/error.h"
#include "plots/series_colours.h"
#include "ui/figures/comparison_request.h"
#include "ui/figures/group_figure.h"
#include "ui/figures/plot_sheet.h"
#include "ui/figures/width_figure.h"

#include <algorithm>

namespace counterpart::ui {

namespace {

constexpr core::Measure kMeasure = core::Measure::Pwcca;
constexpr int kClusters = 2;
constexpr std::size_t kMostBars = 3;
constexpr std::size_t kFewestOfGroup = 3;

/// The networks that have the chosen layer, arranged at it.
struct Arranged
{
    GroupRequest request;
    std::shared_ptr<const core::NetworkGroup> group;
    std::size_t layer = 0;
    std::optional<GroupPicture> picture;
    std::vector<NetworkLabels> attributes;

    NetworkLabels labels() const
    {
        return attributes.empty() ? NetworkLabels{} : attributes.front();
    }
};

/// The chosen layer if networks enough have it, else one that all have; empty if there is none.
std::string groupLayer(const FigureInputs& inputs)
{
    const std::string& chosen = inputs.result.analysis->layer.a;
    return networksWith(chosen, inputs.networks).size() >= kFewestOfGroup
               ? chosen
               : sharedLayer(inputs.networks, chosen);
}

Arranged arrange(const FigureInputs& inputs)
{
    Arranged arranged;
    const std::string name = groupLayer(inputs);
    arranged.request.networks = networksWith(name, inputs.networks);
    arranged.request.pass = meanPass(inputs);
    arranged.group = compareNetworks(arranged.request, {});
    const auto found = std::ranges::find(arranged.group->layers, name, &core::GroupLayer::name);
    arranged.layer = static_cast<std::size_t>(found - arranged.group->layers.begin());
    arranged.picture = arrangeNetworks(*arranged.group, arranged.layer, kMeasure, kClusters, {});
    arranged.attributes = distinguishing(arranged.request.networks);
    if (!arranged.picture)
        throw core::InputError("PWCCA has no value for some of the networks at " +
                               arranged.group->layers[arranged.layer].name + ".");
    return arranged;
}

/// Of the networks that have the chosen layer, or else the first one of another network, if some
/// are alike in a number: in their width, where they have one.
std::optional<WidthRequest> widthRequest(const FigureInputs& inputs)
{
    std::vector<std::string> layers{inputs.result.analysis->layer.a};
    for (const session::NetworkPtr& network : inputs.networks)
        layers.push_back(network->layers.front().name);
    for (const std::string& layer : layers) {
        WidthRequest request;
        request.networks = comparableNetworks(networksWith(layer, inputs.networks));
        const std::vector<std::string> shared = numberAttributes(request.networks).shared;
        if (shared.empty())
            continue;
        const bool hasWidth = std::ranges::count(shared, "width") > 0;
        request.layer = layer;
        request.measure = kMeasure;
        request.groupBy = hasWidth ? "width" : shared.front();
        request.against = request.groupBy;
        request.pass = meanPass(inputs);
        return request;
    }
    return std::nullopt;
}

} // namespace

std::string whyNoGroup(const FigureInputs& inputs)
{
    return groupLayer(inputs).empty()
               ? "Fewer than three of the networks have the layer " +
                     inputs.result.analysis->layer.a + ", and no layer is in all of them."
               : std::string{};
}

std::unique_ptr<FigureSheet> groupDistancesSheet(const FigureInputs& inputs)
{
    const Arranged arranged = arrange(inputs);
    return plotSheet<plots::XyPlot>(
        makeDistancesByLayer(*arranged.group, kMeasure, arranged.labels()));
}

std::unique_ptr<FigureSheet> networkClustersSheet(const FigureInputs& inputs)
{
    const Arranged arranged = arrange(inputs);
    std::vector<NetworkLabels> bars;
    for (const NetworkLabels& labels : arranged.attributes) {
        if (bars.size() < kMostBars && labels.names.size() <= plots::kSeriesColours)
            bars.push_back(labels);
    }
    return plotSheet<plots::MapPlot>(makeNetworkMap(
        arranged.request, *arranged.group, arranged.layer, kMeasure, *arranged.picture, bars));
}

std::unique_ptr<FigureSheet> networkPlaneSheet(const FigureInputs& inputs)
{
    const Arranged arranged = arrange(inputs);
    return plotSheet<plots::XyPlot>(
        makeNetworkPlane(arranged.request, *arranged.picture, arranged.labels()));
}

std::unique_ptr<FigureSheet> networkCloudSheet(const FigureInputs& inputs)
{
    const Arranged arranged = arrange(inputs);
    return plotSheet<plots::CloudPlot>(
        makeNetworkCloud(arranged.request, *arranged.picture, arranged.labels()));
}

std::string whyNoWidths(const FigureInputs& inputs)
{
    return widthRequest(inputs) ? std::string{}
                                : "There is no number attribute (as width) of which two networks "
                                  "have the same value while others differ.";
}

std::unique_ptr<FigureSheet> widthSheet(const FigureInputs& inputs)
{
    const WidthRequest request = *widthRequest(inputs);
    auto sheet = plotSheet<plots::XyPlot>(makeWidthCurve(*studyWidths(request, {})));
    sheet->setLayer({request.networks.front(), request.layer});
    return sheet;
}

} // namespace counterpart::ui
