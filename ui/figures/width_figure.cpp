#include "ui/figures/width_figure.h"

#include "core/base/number_text.h"
#include "core/similarity/network_attributes.h"
#include "plots/ticks.h"
#include "ui/figures/comparison_request.h"
#include "ui/figures/training_runs.h"

#include <algorithm>
#include <set>

namespace counterpart::ui {

bool WidthRequest::operator==(const WidthRequest& other) const
{
    return networks == other.networks && layer == other.layer && measure == other.measure &&
           groupBy == other.groupBy && against == other.against && isSameReading(pass, other.pass);
}

NumberAttributes numberAttributes(const std::vector<session::NetworkPtr>& networks)
{
    NumberAttributes found;
    if (networks.empty())
        return found;
    for (const auto& [name, value] : networks.front()->attributes) {
        const auto numbers = core::numbersIn(pointersTo(networks), name);
        if (!numbers)
            continue;
        const std::set<double> different(numbers->begin(), numbers->end());
        if (different.size() < 2)
            continue;
        found.all.push_back(name);
        if (different.size() < numbers->size())
            found.shared.push_back(name);
    }
    return found;
}

std::vector<session::NetworkPtr>
comparableNetworks(const std::vector<session::NetworkPtr>& networks)
{
    std::vector<session::NetworkPtr> trained = trainedOf(networks);
    return numberAttributes(trained).shared.empty() ? networks : std::move(trained);
}

std::shared_ptr<const core::WidthStudy> studyWidths(const WidthRequest& request,
                                                    const core::Progress& progress)
{
    core::WidthStudyOptions options;
    options.comparison = comparisonOptions(request.pass);
    options.measure = request.measure;
    options.groupBy = request.groupBy;
    options.against = request.against;
    return core::studyWidth(pointersTo(request.networks), request.layer, options, progress);
}

plots::XyContent makeWidthCurve(const core::WidthStudy& study)
{
    const core::MeasureCard& card = core::cardOf(study.options.measure);
    plots::XyContent content;
    content.title = "Distances within each " + study.options.groupBy + " at " + study.layer;
    content.x.title = study.options.against;
    content.y = {card.isDistance ? std::string(card.title)
                                 : "distance, 1 \u2212 " + std::string(card.title),
                 0, 0.1};
    plots::XySeries series{{}, plots::XyStyle::LineAndPoints, {0, {}}, {}};
    for (const core::WidthPoint& one : study.points) {
        plots::XyPoint point{one.against, one.mean, {}, {}, {}, one.deviation};
        const std::string value = study.options.groupBy + ' ' + core::numberText(one.value);
        point.text = value + ": " + plots::fixed(one.mean, 4) + " \u00B1 " +
                     plots::fixed(one.deviation, 4) + ", " + std::to_string(one.networks) +
                     " networks";
        if (study.options.against != study.options.groupBy)
            point.label = value;
        content.y.high = std::max(content.y.high, (one.mean + one.deviation) * 1.06);
        series.points.push_back(std::move(point));
    }
    std::ranges::sort(series.points, {}, &plots::XyPoint::x);
    const double low = series.points.front().x;
    const double high = series.points.back().x;
    const double room = high > low ? 0.06 * (high - low) : 0.5;
    content.x.low = low - room;
    content.x.high = high + room;
    content.series.push_back(std::move(series));
    content.notes = {std::to_string(study.options.units) + " units of each",
                     std::to_string(study.samples) + " samples"};
    if (study.correlation)
        content.notes.insert(content.notes.begin(), "r = " + plots::fixed(*study.correlation, 3));
    return content;
}

} // namespace counterpart::ui
