#include "ui/figures/group_sheets.h"

#include "core/base/error.h"
#include "plots/series_colours.h"
#include "ui/figures/group_figure.h"
#include "ui/figures/plot_sheet.h"
#include "ui/figures/width_figure.h"

#include <algorithm>

namespace counterpart::ui {

namespace {

constexpr core::Measure kMeasure = core::Measure::Pwcca;
constexpr int kClusters = 2;
constexpr std::size_t kMostBars = 3;

/// The group, arranged at the chosen layer.
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

Arranged arrange(const FigureInputs& inputs)
{
    Arranged arranged;
    arranged.request.networks = inputs.networks;
    arranged.request.pass = meanPass(inputs);
    arranged.group = compareNetworks(arranged.request, {});
    const std::string& name = inputs.result.analysis->layer.a;
    const auto found = std::ranges::find(arranged.group->layers, name, &core::GroupLayer::name);
    if (found != arranged.group->layers.end())
        arranged.layer = static_cast<std::size_t>(found - arranged.group->layers.begin());
    arranged.picture = arrangeNetworks(*arranged.group, arranged.layer, kMeasure, kClusters, {});
    arranged.attributes = distinguishing(inputs.networks);
    if (!arranged.picture)
        throw core::InputError("PWCCA has no value for some of the networks at " +
                               arranged.group->layers[arranged.layer].name + ".");
    return arranged;
}

} // namespace

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
    return numberAttributes(inputs.networks).shared.empty()
               ? "There is no number attribute (as width) of which two networks have the same "
                 "value "
                 "while others differ."
               : std::string{};
}

std::unique_ptr<FigureSheet> widthSheet(const FigureInputs& inputs)
{
    const NumberAttributes attributes = numberAttributes(inputs.networks);
    WidthRequest request;
    request.networks = inputs.networks;
    request.layer = inputs.result.analysis->layer.a;
    request.measure = kMeasure;
    const bool hasWidth = std::ranges::count(attributes.shared, "width") > 0;
    request.groupBy = hasWidth ? "width" : attributes.shared.front();
    request.against = request.groupBy;
    request.pass = meanPass(inputs);
    return plotSheet<plots::XyPlot>(makeWidthCurve(*studyWidths(request, {})));
}

} // namespace counterpart::ui
