#include "ui/figures/group_sheets.h"

#include "core/base/error.h"
#include "plots/series_colours.h"
#include "ui/figures/dynamics_figure.h"
#include "ui/figures/group_figure.h"

#include <algorithm>

namespace counterpart::ui {

namespace {

constexpr core::Measure kMeasure = core::Measure::Pwcca;
constexpr int kClusters = 2;
constexpr std::size_t kMostBars = 3;
constexpr int kColumns = 3;

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
    arranged.request.pass = inputs.result.analysis->options.pass;
    arranged.request.pass.policy.positions = core::Positions::Mean;
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

template <class PlotClass, class Content>
std::unique_ptr<FigureSheet> sheetOf(Content content)
{
    auto sheet = std::make_unique<FigureSheet>(1);
    auto plot = std::make_unique<PlotClass>();
    plot->setContent(std::move(content));
    sheet->add(std::move(plot));
    return sheet;
}

struct FollowedRun
{
    DynamicsRequest request;
    std::shared_ptr<const RunDynamics> run;
};

FollowedRun followRun(const FigureInputs& inputs)
{
    FollowedRun followed;
    const std::vector<TrainingRun> runs = trainingRuns(inputs.networks);
    if (runs.empty())
        throw core::InputError("There are no two networks to be checkpoints of one run.");
    for (const std::size_t place : runs.front().places) {
        followed.request.networks.push_back(inputs.networks[place]);
        followed.request.nets.push_back(core::NetId{static_cast<int>(place)});
    }
    followed.request.pass = inputs.result.analysis->options.pass;
    followed.request.pass.policy.positions = core::Positions::Mean;
    followed.run = followTraining(followed.request, {});
    return followed;
}

} // namespace

std::unique_ptr<FigureSheet> groupDistancesSheet(const FigureInputs& inputs)
{
    const Arranged arranged = arrange(inputs);
    return sheetOf<plots::XyPlot>(
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
    return sheetOf<plots::MapPlot>(makeNetworkMap(arranged.request, *arranged.group, arranged.layer,
                                                  kMeasure, *arranged.picture, bars));
}

std::unique_ptr<FigureSheet> networkPlaneSheet(const FigureInputs& inputs)
{
    const Arranged arranged = arrange(inputs);
    return sheetOf<plots::XyPlot>(
        makeNetworkPlane(arranged.request, *arranged.picture, arranged.labels()));
}

std::unique_ptr<FigureSheet> networkCloudSheet(const FigureInputs& inputs)
{
    const Arranged arranged = arrange(inputs);
    return sheetOf<plots::CloudPlot>(
        makeNetworkCloud(arranged.request, *arranged.picture, arranged.labels()));
}

std::unique_ptr<FigureSheet> dynamicsSheet(const FigureInputs& inputs)
{
    const FollowedRun followed = followRun(inputs);
    return sheetOf<plots::XyPlot>(
        makeTrainingCurves(followed.request, *followed.run, kMeasure, StepAxis::Even));
}

std::unique_ptr<FigureSheet> checkpointMapsSheet(const FigureInputs& inputs)
{
    const FollowedRun followed = followRun(inputs);
    auto sheet = std::make_unique<FigureSheet>(kColumns);
    for (std::size_t step = 0; step < followed.run->values->checkpoints.size(); ++step) {
        auto plot = std::make_unique<plots::MapPlot>();
        plot->setContent(makeCheckpointMap(followed.request, *followed.run, kMeasure, step));
        sheet->add(std::move(plot));
    }
    return sheet;
}

} // namespace counterpart::ui
