#include "ui/figures/group_figure.h"

#include "core/io/study_similarity.h"
#include "plots/ticks.h"
#include "session/kept_result.h"
#include "ui/figures/comparison_request.h"

#include <algorithm>
#include <set>

namespace counterpart::ui {

namespace {

constexpr double kAxisRoom = 1.12; ///< about the points of a map

/// One entry a category, and one for those without.
std::vector<plots::XySeries> emptySeries(const NetworkLabels& labels)
{
    std::vector<plots::XySeries> series;
    const double last = std::max(1.0, double(labels.names.size()) - 1);
    for (std::size_t i = 0; i < labels.names.size(); ++i) {
        plots::XySeries one{labels.names[i], plots::XyStyle::Points, {i, {}}, {}};
        if (labels.isOrdered)
            one.colour.share = double(i) / last;
        series.push_back(std::move(one));
    }
    series.push_back({{}, plots::XyStyle::Points, {6, {}}, {}});
    return series;
}

std::string shownNote(double share)
{
    return plots::fixed(share * 100, 0) + " % of the variance of the distances is shown";
}

/// More labels than these make more pairs than a chart can show.
constexpr std::size_t kMostLabels = 4;

std::string pairName(const core::LabelDistances& pair)
{
    return pair.first == pair.second ? "within " + pair.first : pair.first + " ~ " + pair.second;
}

struct NamedDistances
{
    std::string name;
    core::LabelDistances distances;
};

/// Of every pair of labels; or all within a label as one, and all between two labels as another.
std::vector<NamedDistances> namedDistances(const core::Matrix& distances,
                                           const std::vector<std::string>& labels, bool isPooled)
{
    if (isPooled) {
        core::LabelContrast contrast = core::contrastOfLabels(distances, labels);
        return {{"within", std::move(contrast.within)}, {"between", std::move(contrast.between)}};
    }
    std::vector<NamedDistances> named;
    for (core::LabelDistances& pair : core::distancesByLabel(distances, labels))
        named.push_back({pairName(pair), std::move(pair)});
    return named;
}

/// Where no two networks share a value there is no distance within; else empty.
std::string loneNetworksNote(const NetworkLabels& labels)
{
    const std::set<int> different(labels.category.begin(), labels.category.end());
    const bool areAlone = different.size() == labels.category.size() && !different.contains(-1);
    return areAlone && different.size() > 1
               ? labels.attribute + ": every network has another value; none lies within"
               : std::string{};
}

} // namespace

bool GroupRequest::operator==(const GroupRequest& other) const
{
    return networks == other.networks && isSameReading(pass, other.pass);
}

session::DrawerPlace placeOf(const GroupRequest& request)
{
    return session::drawerPlace("group", request.networks, request.pass);
}

std::shared_ptr<const core::NetworkGroup> compareNetworks(const GroupRequest& request,
                                                          const core::Progress& progress)
{
    core::GroupOptions options;
    options.comparison = comparisonOptions(request.pass);
    return session::keptOrMade(
        placeOf(request),
        [&](const std::string& text) { return core::groupFromText(text, options); },
        [&] {
            return core::compareGroup(pointersTo(request.networks), {}, allMeasures(), options,
                                      progress);
        },
        &core::groupToText);
}

std::optional<GroupPicture> arrangeNetworks(const core::NetworkGroup& group, std::size_t layer,
                                            core::Measure measure, int count,
                                            const core::Progress& progress)
{
    const core::ValueGrid* grid = group.of(layer, measure);
    if (!grid)
        return std::nullopt;
    std::optional<core::Matrix> distances = core::distanceMatrix(*grid, measure, true);
    if (!distances)
        return std::nullopt;
    GroupPicture picture;
    picture.clusters = core::clusterNetworks(*distances, count, progress.part(0, 0.5));
    picture.points = core::classicalScaling(*distances, progress.part(0.5, 1));
    picture.distances = std::move(*distances);
    return picture;
}

plots::ColourLimits distanceLimits(const GroupPicture& picture, MapRange range)
{
    const core::Matrix& distances = picture.distances;
    const double highest = distances.size() > 0 ? distances.maxCoeff() : 0;
    double lowest = highest;
    for (core::Index row = 0; row < distances.rows(); ++row) {
        for (core::Index column = 0; column < distances.cols(); ++column) {
            if (row != column)
                lowest = std::min(lowest, distances(row, column));
        }
    }
    if (range == MapRange::Data && plots::isRange(lowest, highest))
        return {lowest, highest};
    return {0, highest > 0 ? highest : 1};
}

core::UnitRef networkRef(std::size_t place)
{
    return {core::NetId{static_cast<int>(place)}, {}, {}};
}

plots::MapContent makeNetworkMap(const GroupRequest& request, const core::NetworkGroup& group,
                                 std::size_t layer, core::Measure measure,
                                 const GroupPicture& picture,
                                 const std::vector<NetworkLabels>& bars)
{
    const std::vector<int>& order = picture.clusters.tree.order;
    const core::MeasureCard& card = core::cardOf(measure);
    plots::MapContent content;
    content.title = "Networks at " + group.layers[layer].name;
    content.valueName = "distance";
    for (const int network : order) {
        content.rows.names.push_back(request.networks[std::size_t(network)]->name);
        content.rows.refs.push_back(networkRef(std::size_t(network)));
    }
    content.columns = content.rows;
    content.columns.title =
        card.isDistance ? std::string(card.title) : "1 \u2212 " + std::string(card.title);
    for (const int row : order) {
        for (const int column : order)
            content.values.emplace_back(picture.distances(row, column));
    }
    content.limits = distanceLimits(picture, MapRange::Measure);
    content.tree = picture.clusters.tree;
    plots::MapBar clusters{"cluster", {}, {}, false};
    for (int i = 0; i < picture.clusters.count; ++i)
        clusters.names.push_back(std::to_string(i + 1));
    for (const int network : order)
        clusters.category.push_back(picture.clusters.labels[std::size_t(network)]);
    content.bars.push_back(std::move(clusters));
    for (const NetworkLabels& labels : bars) {
        plots::MapBar bar{labels.attribute, {}, labels.names, labels.isOrdered};
        for (const int network : order)
            bar.category.push_back(labels.category[std::size_t(network)]);
        content.bars.push_back(std::move(bar));
    }
    return content;
}

plots::XyContent makeDistancesByLayer(const core::NetworkGroup& group, core::Measure measure,
                                      const NetworkLabels& labels)
{
    std::vector<std::string> names;
    for (const int category : labels.category)
        names.push_back(category < 0 ? "unknown" : labels.names[std::size_t(category)]);
    plots::XyContent content;
    content.title = "Distances within and between: " + labels.attribute;
    content.y = {"mean distance, 1 \u2212 " + std::string(core::cardOf(measure).title), 0, 0.1};
    if (core::cardOf(measure).isDistance)
        content.y.title = "mean distance";
    content.x.title = "layer";
    if (std::string note = loneNetworksNote(labels); !note.empty())
        content.notes.push_back(std::move(note));
    const bool isPooled = labels.names.size() > kMostLabels;
    if (isPooled)
        content.notes.push_back(std::to_string(labels.names.size()) + " values of " +
                                labels.attribute);
    for (std::size_t layer = 0; layer < group.layers.size(); ++layer) {
        content.x.names.push_back(group.layers[layer].name);
        const core::ValueGrid* grid = group.of(layer, measure);
        const auto distances = grid ? core::distanceMatrix(*grid, measure, true) : std::nullopt;
        if (!distances)
            continue;
        for (const auto& [name, pair] : namedDistances(*distances, names, isPooled)) {
            auto series = std::ranges::find(content.series, name, &plots::XySeries::name);
            if (series == content.series.end())
                series = content.series.insert(
                    content.series.end(),
                    {name, plots::XyStyle::LineAndPoints, {content.series.size(), {}}, {}});
            if (!pair.mean)
                continue;
            plots::XyPoint point{double(layer), *pair.mean, {}, {}, {}, pair.deviation};
            point.text = group.layers[layer].name + ", " + name + ": " +
                         plots::fixed(*pair.mean, 3) + " \u00B1 " +
                         plots::fixed(pair.deviation.value_or(0), 3) + ", " +
                         std::to_string(pair.pairs) + (pair.pairs == 1 ? " pair" : " pairs");
            content.y.high =
                std::max(content.y.high, (*pair.mean + pair.deviation.value_or(0)) * 1.06);
            series->points.push_back(std::move(point));
        }
    }
    std::erase_if(content.series,
                  [](const plots::XySeries& series) { return series.points.empty(); });
    // Side by side, so that no error bar hides another, and well apart from the next layer.
    constexpr double kMostBeside = 0.07;
    constexpr double kRoom = 0.6;
    const double beside = std::min(kMostBeside, kRoom / double(content.series.size() + 1));
    const double middle = (double(content.series.size()) - 1) / 2;
    for (std::size_t i = 0; i < content.series.size(); ++i) {
        for (plots::XyPoint& point : content.series[i].points)
            point.x += (double(i) - middle) * beside;
    }
    content.x.low = -0.4;
    content.x.high = std::max(0.4, double(content.x.names.size()) - 0.6);
    return content;
}

plots::XyContent makeNetworkPlane(const GroupRequest& request, const GroupPicture& picture,
                                  const NetworkLabels& labels)
{
    const core::Matrix& points = picture.points.points;
    plots::XyContent content;
    content.title = "Networks by their distances";
    content.isEqualScale = true;
    content.series = emptySeries(labels);
    const auto range = [&](core::Index column) {
        const double half = std::max(points.col(column).cwiseAbs().maxCoeff(), 1e-9) * kAxisRoom;
        return plots::XyAxis{{}, -half, half};
    };
    content.x = range(0);
    content.y = range(1);
    content.x.title = "first direction";
    content.y.title = "second direction";
    for (std::size_t i = 0; i < request.networks.size(); ++i) {
        const auto row = static_cast<core::Index>(i);
        plots::XyPoint point{points(row, 0),
                             points(row, 1),
                             {networkRef(i)},
                             request.networks[i]->name,
                             request.networks[i]->name,
                             {}};
        const int category = labels.category.empty() ? -1 : labels.category[i];
        auto& series = category < 0 ? content.series.back() : content.series[std::size_t(category)];
        if (category >= 0)
            point.text += "   " + labels.attribute + " " + labels.names[std::size_t(category)];
        series.points.push_back(std::move(point));
    }
    content.notes = {shownNote(picture.points.shownIn2d)};
    return content;
}

plots::CloudContent makeNetworkCloud(const GroupRequest& request, const GroupPicture& picture,
                                     const NetworkLabels& labels)
{
    plots::CloudContent content;
    content.title = "Networks by their distances";
    content.categories = labels.names;
    content.isOrdered = labels.isOrdered;
    content.notes = {shownNote(picture.points.shownIn3d)};
    for (std::size_t i = 0; i < request.networks.size(); ++i) {
        const auto row = static_cast<core::Index>(i);
        plots::CloudPoint point;
        for (core::Index axis = 0; axis < 3; ++axis)
            point.at[static_cast<std::size_t>(axis)] = picture.points.points(row, axis);
        point.category = labels.category.empty() ? -1 : labels.category[i];
        point.label = request.networks[i]->name;
        point.units = {networkRef(i)};
        content.points.push_back(std::move(point));
    }
    return content;
}

} // namespace counterpart::ui
