#include "ui/figures/signal_figure.h"

#include "core/base/number_text.h"
#include "core/similarity/checkpoints.h"
#include "plots/ticks.h"
#include "ui/figures/comparison_request.h"

#include <algorithm>

namespace counterpart::ui {

bool SignalRequest::operator==(const SignalRequest& other) const
{
    return networks == other.networks && layer == other.layer && early == other.early &&
           middle == other.middle && directions == other.directions &&
           isSameReading(pass, other.pass);
}

std::string whyNoSignal(const std::vector<session::NetworkPtr>& networks)
{
    if (networks.size() < 3)
        return "Signal and noise are told apart by three checkpoints of a run or more: an early "
               "one, a middle one and a later one.";
    return sharedLayer(networks, {}).empty() ? "These checkpoints have no layer in common."
                                             : std::string{};
}

std::shared_ptr<const core::SignalNoise> followSignal(const SignalRequest& request,
                                                      const core::Progress& progress)
{
    core::SignalNoiseOptions options;
    options.comparison = comparisonOptions(request.pass);
    options.early = request.early;
    options.middle = request.middle;
    options.directions = request.directions;
    return core::followDirections(orderedCheckpoints(request.networks), request.layer, options,
                                  progress);
}

double middleStep(const core::SignalNoise& signal)
{
    const auto found = std::ranges::find(signal.places, *signal.options.middle);
    return signal.steps.at(static_cast<std::size_t>(found - signal.places.begin()));
}

plots::XyContent makeSignalCurves(const SignalRequest& request, const core::SignalNoise& signal)
{
    const core::Checkpoints checkpoints = orderedCheckpoints(request.networks);
    const auto early = static_cast<std::size_t>(signal.options.early);
    plots::XyContent content;
    content.title = checkpoints.networks.back()->name + " \u00B7 " + signal.layer + ", " +
                    std::to_string(signal.options.directions) + " directions of each kind";
    content.x.title = checkpoints.stepName.empty() ? "checkpoint" : checkpoints.stepName;
    content.x.isWhole = checkpoints.stepName.empty();
    content.y = {"mean-CCA distance to " + checkpoints.textOf(early), 0, 0.1};
    const auto add = [&](const std::string& name, std::size_t place,
                         const std::vector<double>& distances) {
        plots::XySeries series{name, plots::XyStyle::LineAndPoints, {place, {}}, {}};
        for (std::size_t i = 0; i < distances.size(); ++i) {
            plots::XyPoint point{signal.steps[i], distances[i], {}, {}, {}, {}};
            point.text = name + ", " + content.x.title + ' ' + core::numberText(signal.steps[i]) +
                         ": " + plots::fixed(distances[i], 4);
            content.y.high = std::max(content.y.high, distances[i] * 1.06);
            series.points.push_back(std::move(point));
        }
        content.series.push_back(std::move(series));
    };
    add("signal", 0, signal.signal);
    add("noise", 1, signal.noise);
    const double room = std::max(0.04 * (signal.steps.back() - signal.steps.front()), 1e-9);
    content.x.low = signal.steps.front() - room;
    content.x.high = signal.steps.back() + room;
    content.notes = {"told apart at " + core::numberText(middleStep(signal)),
                     std::to_string(signal.samples) + " samples"};
    return content;
}

} // namespace counterpart::ui
