#include "ui/figures/dynamics_sheets.h"

#include "ui/figures/class_figure.h"
#include "ui/figures/comparison_request.h"
#include "ui/figures/dynamics_figure.h"
#include "ui/figures/plot_sheet.h"
#include "ui/figures/signal_figure.h"
#include "ui/figures/training_runs.h"

#include <algorithm>

namespace counterpart::ui {

namespace {

constexpr core::Measure kMeasure = core::Measure::Pwcca;
constexpr int kColumns = 3;

struct FollowedRun
{
    DynamicsRequest request;
    std::shared_ptr<const RunDynamics> run;
};

FollowedRun followRun(const FigureInputs& inputs)
{
    FollowedRun followed;
    followed.request = requestOf(*firstRun(inputs.networks), inputs.networks);
    followed.request.pass = meanPass(inputs);
    followed.run = followTraining(followed.request, {});
    return followed;
}

std::vector<session::NetworkPtr> runOf(const FigureInputs& inputs)
{
    return networksOf(*firstRun(inputs.networks), inputs.networks);
}

/// A layer with the steps of a sequence: the chosen one of A, else the first of A or of a network
/// at the end of its training.
struct SequenceLayer
{
    session::NetworkPtr network;
    const core::Layer* layer = nullptr;
};

SequenceLayer sequenceOf(const FigureInputs& inputs)
{
    const session::NetworkPtr& a = inputs.result.networks.a;
    if (const core::Layer& chosen = a->layer(inputs.result.pair.a.layer); isSequence(chosen))
        return {a, &chosen};
    std::vector<session::NetworkPtr> networks = trainedOf(inputs.networks);
    if (std::ranges::count(networks, a) > 0)
        networks.insert(networks.begin(), a);
    for (const session::NetworkPtr& network : networks) {
        const auto found = std::ranges::find_if(network->layers, &isSequence);
        if (found != network->layers.end())
            return {network, &*found};
    }
    return {};
}

} // namespace

std::string whyNoTraining(const FigureInputs& inputs)
{
    return firstRun(inputs.networks)
               ? std::string{}
               : "No two of the networks are checkpoints of one run: equal names but for a number, "
                 "and an attribute step (or epoch, iteration, time).";
}

std::string whyNoSignalNoise(const FigureInputs& inputs)
{
    const std::string why = whyNoTraining(inputs);
    return why.empty() ? whyNoSignal(runOf(inputs)) : why;
}

std::string whyNoClassSensitivity(const FigureInputs& inputs)
{
    const core::Network& network = *inputs.networks.front();
    return whyNoClasses(network, network.layers.back().name);
}

std::string whyNoSequence(const FigureInputs& inputs)
{
    return sequenceOf(inputs).layer ? std::string{}
                                    : "No network has a layer with the steps of a sequence, whose "
                                      "axes are inputs, steps and units (NTD).";
}

std::unique_ptr<FigureSheet> dynamicsSheet(const FigureInputs& inputs)
{
    const FollowedRun followed = followRun(inputs);
    return plotSheet<plots::XyPlot>(
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

std::unique_ptr<FigureSheet> signalNoiseSheet(const FigureInputs& inputs)
{
    SignalRequest request;
    request.networks = runOf(inputs);
    request.layer = sharedLayer(request.networks, inputs.result.analysis->layer.a);
    request.pass = meanPass(inputs);
    const auto signal = followSignal(request, {});
    auto sheet = std::make_unique<FigureSheet>(1);
    auto plot = std::make_unique<plots::XyPlot>();
    plot->setContent(makeSignalCurves(request, *signal));
    plot->setMarker(middleStep(*signal));
    sheet->add(std::move(plot));
    sheet->setLayer({request.networks.back(), request.layer});
    return sheet;
}

std::unique_ptr<FigureSheet> classSensitivitySheet(const FigureInputs& inputs)
{
    const session::NetworkPtr& network = inputs.networks.front();
    const ClassRequest request{network, core::NetId{0}, network->layers.back().name,
                               meanPass(inputs)};
    return plotSheet<plots::MapPlot>(makeClassMap(request, *compareClasses(request, {})));
}

std::unique_ptr<FigureSheet> sequenceTimeSheet(const FigureInputs& inputs)
{
    const auto [network, layer] = sequenceOf(inputs);
    const SequenceRequest request{network, layer->name, static_cast<int>(core::usualPeriod(*layer)),
                                  inputs.result.analysis->options.pass};
    auto sheet =
        plotSheet<plots::XyPlot>(makeSequenceCurves(request, *followSequence(request, {})));
    sheet->setLayer({request.network, request.layer});
    return sheet;
}

} // namespace counterpart::ui
