#include "ui/figures/dynamics_figure.h"

#include "core/base/number_text.h"
#include "core/io/study_series.h"
#include "core/io/study_similarity.h"
#include "core/similarity/checkpoints.h"
#include "plots/ticks.h"
#include "session/kept_result.h"
#include "ui/figures/comparison_request.h"

#include <algorithm>
#include <iomanip>
#include <map>
#include <sstream>

namespace counterpart::ui {

namespace {

/// "distance to the end, 1 - PWCCA".
std::string distanceTitle(core::Measure measure)
{
    const core::MeasureCard& card = core::cardOf(measure);
    return card.isDistance ? std::string(card.title)
                           : "distance, 1 \u2212 " + std::string(card.title);
}

/// A line at the level, and the points named from which on their layers could be frozen.
void markSettled(plots::XyContent& content, const RunDynamics& run, core::Measure measure,
                 StepAxis axis, double level)
{
    const core::Dynamics& values = *run.values;
    const std::vector<core::FreezeAdvice> advice = core::freezeAdvice(values, measure, level);
    for (std::size_t layer = 0; layer < advice.size(); ++layer) {
        if (!advice[layer].freeze)
            continue;
        const double x = placeOf(run, static_cast<std::size_t>(*advice[layer].freeze), axis);
        for (plots::XyPoint& point : content.series[layer].points) {
            if (point.x == x)
                point.label = "settled";
        }
    }
    const std::string name = "settled at " + plots::fixed(level, 3);
    plots::XySeries line{name, plots::XyStyle::Dashed, {7, {}}, {}};
    for (const std::size_t step : {std::size_t{0}, values.checkpoints.size() - 1})
        line.points.push_back({placeOf(run, step, axis), 1 - level, {}, name, {}, {}});
    content.series.push_back(std::move(line));
}

} // namespace

bool DynamicsRequest::operator==(const DynamicsRequest& other) const
{
    return networks == other.networks && nets == other.nets && isSameReading(pass, other.pass);
}

DynamicsRequest requestOf(const core::TrainingRun& run,
                          const std::vector<session::NetworkPtr>& networks)
{
    DynamicsRequest request;
    request.networks = networksOf(run, networks);
    for (const std::size_t place : run.places)
        request.nets.push_back(core::NetId{static_cast<int>(place)});
    return request;
}

session::DrawerPlace placeOf(const DynamicsRequest& request)
{
    return session::drawerPlace("dynamics", request.networks, request.pass);
}

std::shared_ptr<const RunDynamics> followTraining(const DynamicsRequest& request,
                                                  const core::Progress& progress)
{
    const std::vector<const core::Network*> networks = pointersTo(request.networks);
    const core::Checkpoints checkpoints = core::orderCheckpoints(networks);
    auto run = std::make_shared<RunDynamics>();
    for (const core::Network* network : checkpoints.networks)
        run->order.push_back(
            static_cast<std::size_t>(std::ranges::find(networks, network) - networks.begin()));
    core::DynamicsOptions options;
    options.comparison = comparisonOptions(request.pass);
    options.hasMaps = true;
    run->values = session::keptOrMade(
        placeOf(request),
        [&](const std::string& text) { return core::dynamicsFromText(text, options); },
        [&] {
            return core::compareDynamics(checkpoints, *checkpoints.networks.back(), {},
                                         allMeasures(), options, progress);
        },
        &core::dynamicsToText);
    return run;
}

std::string freezingText(const RunDynamics& run, core::Measure measure, double level)
{
    const core::Dynamics& values = *run.values;
    std::string frozen;
    std::string never;
    for (const core::FreezeAdvice& one : core::freezeAdvice(values, measure, level)) {
        std::string& list = one.freeze ? frozen : never;
        list += (list.empty() ? "" : ", ") + one.layer;
        if (one.freeze)
            list += " from " + values.textOf(static_cast<std::size_t>(*one.freeze));
    }
    if (frozen.empty())
        return "No layer could be frozen before the end: the lowest has not settled by then.";
    return "Layers could be frozen: " + frozen + (never.empty() ? "" : "; not " + never) +
           ". Advice only, to be tried with the network.";
}

double placeOf(const RunDynamics& run, std::size_t step, StepAxis axis)
{
    return axis == StepAxis::Even ? double(step) : run.values->steps[step];
}

plots::XyContent makeTrainingCurves(const DynamicsRequest& request, const RunDynamics& run,
                                    core::Measure measure, StepAxis axis,
                                    std::optional<double> settledLevel)
{
    const core::Dynamics& values = *run.values;
    plots::XyContent content;
    content.title = "Layers against themselves at the end";
    content.y = {distanceTitle(measure), 0, 0.1};
    content.x.title = values.stepName.empty() ? "checkpoint" : values.stepName;
    const core::ValueGrid* grid = values.of(measure);
    const double last = std::max(1.0, double(values.layers.size()) - 1);
    for (std::size_t layer = 0; grid && layer < values.layers.size(); ++layer) {
        plots::XySeries series{
            values.layers[layer], plots::XyStyle::LineAndPoints, {layer, double(layer) / last}, {}};
        for (std::size_t step = 0; step < values.checkpoints.size(); ++step) {
            const auto& value = grid->at(core::Index(layer), core::Index(step));
            if (!value)
                continue;
            const double distance = core::distanceOf(measure, *value);
            const std::size_t place = run.order[step];
            plots::XyPoint point{placeOf(run, step, axis), distance, {}, {}, {}, {}};
            point.units = {{request.nets[place],
                            request.networks[place]->findLayer(values.layers[layer]),
                            {}}};
            point.text = values.layers[layer] + ", " + values.textOf(step) + ": " +
                         plots::fixed(distance, 4);
            content.y.high = std::max(content.y.high, distance * 1.06);
            content.y.low = std::min(content.y.low, distance);
            series.points.push_back(std::move(point));
        }
        content.series.push_back(std::move(series));
    }
    if (settledLevel && grid && !core::cardOf(measure).isDistance)
        markSettled(content, run, measure, axis, *settledLevel);
    const std::size_t count = values.checkpoints.size();
    if (axis == StepAxis::Even) {
        for (std::size_t step = 0; step < count; ++step)
            content.x.names.push_back(values.stepName.empty()
                                          ? std::to_string(step + 1)
                                          : core::numberText(values.steps[step]));
        content.x.low = -0.3;
        content.x.high = double(count) - 0.7;
    } else {
        const double room = 0.03 * (values.steps.back() - values.steps.front());
        content.x.low = values.steps.front() - room;
        content.x.high = values.steps.back() + room;
    }
    return content;
}

plots::MapContent makeCheckpointMap(const DynamicsRequest& request, const RunDynamics& run,
                                    core::Measure measure, std::size_t step, MapRange range)
{
    const core::Dynamics& values = *run.values;
    const core::MeasureCard& card = core::cardOf(measure);
    const auto axisOf = [&](std::size_t checkpoint) {
        const std::size_t place = run.order[checkpoint];
        plots::MapAxis axis;
        axis.title = values.checkpoints[checkpoint];
        axis.names = values.layers;
        for (const std::string& layer : values.layers)
            axis.refs.push_back(
                {request.nets[place], request.networks[place]->findLayer(layer), {}});
        return axis;
    };
    plots::MapContent content;
    content.title = std::string(card.title) + " at " + values.textOf(step);
    content.valueName = card.title;
    content.rows = axisOf(step);
    content.columns = axisOf(values.checkpoints.size() - 1);
    const auto place = std::ranges::find(values.measures, measure) - values.measures.begin();
    const core::ValueGrid& grid = values.maps.at(static_cast<std::size_t>(place)).at(step);
    content.values = grid.values;
    content.reasons = grid.reasons;
    content.limits = mapLimits(measure, content.values, range);
    return content;
}

bool SequenceRequest::operator==(const SequenceRequest& other) const
{
    return network == other.network && layer == other.layer && period == other.period &&
           isSameReading(pass, other.pass);
}

bool isSequence(const core::Layer& layer)
{
    const bool hasSteps = layer.axes == core::AxisOrder::NTD || layer.axes == core::AxisOrder::NDT;
    return hasSteps && layer.positions() > 1;
}

session::DrawerPlace placeOf(const SequenceRequest& request)
{
    std::ostringstream kind;
    kind << "sequence-time " << request.period << ' ' << std::quoted(request.layer);
    return session::drawerPlace(kind.str(), {request.network}, request.pass);
}

std::shared_ptr<const core::SequenceTime> followSequence(const SequenceRequest& request,
                                                         const core::Progress& progress)
{
    core::SequenceTimeOptions options;
    options.comparison = comparisonOptions(request.pass);
    options.period = request.period;
    return session::keptOrMade(
        placeOf(request),
        [&](const std::string& text) {
            return core::sequenceTimeFromText(text, request.layer, options);
        },
        [&] {
            return core::sequenceTime(
                *request.network, request.layer,
                {core::Measure::MeanCca, core::Measure::Cosine, core::Measure::Euclidean}, options,
                progress);
        },
        &core::sequenceTimeToText);
}

plots::XyContent makeSequenceCurves(const SequenceRequest& request,
                                    const core::SequenceTime& sequence)
{
    plots::XyContent content;
    content.title = request.network->name + " \u00B7 " + sequence.layer;
    content.x = {"token, modulo " + std::to_string(sequence.options.period), -0.5,
                 double(sequence.options.period) - 0.5};
    content.x.isWhole = true;
    content.y = {"distance to the last token of the period", 0, 0.1};
    for (std::size_t m = 0; m < sequence.measures.size(); ++m) {
        const core::MeasureCard& card = core::cardOf(sequence.measures[m]);
        plots::XySeries series{card.title, plots::XyStyle::LineAndPoints, {m, {}}, {}};
        for (core::Index token = 0; token < sequence.options.period; ++token) {
            const auto& value = sequence.values.at(core::Index(m), token);
            if (!value)
                continue;
            const double distance = core::distanceOf(sequence.measures[m], *value);
            content.y.high = std::max(content.y.high, distance * 1.06);
            content.y.low = std::min(content.y.low, distance);
            series.points.push_back({double(token), distance, {}, {}, {}, {}});
        }
        content.series.push_back(std::move(series));
    }
    content.notes = {std::to_string(sequence.samples) + " samples a token"};
    return content;
}

} // namespace counterpart::ui
