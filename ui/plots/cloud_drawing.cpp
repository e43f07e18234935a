#include "plots/cloud_state.h"
#include "plots/label_places.h"
#include "plots/series_colours.h"
#include "plots/text_metrics.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <optional>

namespace counterpart::plots {

namespace {

constexpr double kDistance = 3.2; ///< of the eye, in halves of the box's diagonal
constexpr double kRadius = 4.5;
constexpr double kSmallRadius = 2.6; ///< where there are many points
constexpr std::size_t kFewPoints = 100;

double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

} // namespace

CloudPlot::State::State()
{
    scene->AddItem(item);
    item->onPaint = [this](vtkContext2D& context) { paint(Canvas(context, theme, size.height)); };
}

/// The box around the points: the same length along every axis, so that distances are true.
void CloudPlot::State::measure()
{
    middle.setZero();
    half.setOnes();
    if (content.points.empty())
        return;
    Eigen::Vector3d low(content.points.front().at.data());
    Eigen::Vector3d high = low;
    for (const CloudPoint& point : content.points) {
        const Eigen::Vector3d at(point.at.data());
        low = low.cwiseMin(at);
        high = high.cwiseMax(at);
    }
    middle = (low + high) / 2;
    const double largest = (high - low).maxCoeff() / 2 * 1.05;
    half = ((high - low) / 2 * 1.05).cwiseMax(largest > 0 ? 0.05 * largest : 1.0);
}

CloudPlace CloudPlot::State::project(const Eigen::Vector3d& point) const
{
    // The third coordinate stands upright: turned about it first, then tilted towards the eye.
    const Eigen::Vector3d turned =
        Eigen::AngleAxisd(radians(tilt), Eigen::Vector3d::UnitX()) *
        (Eigen::AngleAxisd(radians(-90), Eigen::Vector3d::UnitX()) *
         (Eigen::AngleAxisd(radians(upright), Eigen::Vector3d::UnitZ()) * (point - middle)));
    const double reach = half.norm();
    const double scale = kDistance / std::max(0.2, kDistance - turned.z() / reach);
    const double pixels = zoom * std::min(area.width, area.height) / (2 * reach) * scale;
    return {{area.x + area.width / 2 + turned.x() * pixels,
             area.y + area.height / 2 - turned.y() * pixels},
            scale,
            turned.z()};
}

Eigen::Vector3d CloudPlot::State::corner(int index) const
{
    return middle + Eigen::Vector3d((index & 1) ? half.x() : -half.x(),
                                    (index & 2) ? half.y() : -half.y(),
                                    (index & 4) ? half.z() : -half.z());
}

double CloudPlot::State::titleHeight() const
{
    return content.parts.title ? lineHeight(TextRole::Title) : 0;
}

double CloudPlot::State::legendHeight() const
{
    if (!content.parts.legend)
        return 0;
    const double height = lineHeight(TextRole::Tick) + 3;
    double x = kMargin;
    double y = 0;
    const auto add = [&](const std::string& text) {
        const double width = 14 + textWidth(text, TextRole::Tick) + 14;
        if (x > kMargin && x + width > size.width - kMargin) {
            x = kMargin;
            y += height;
        }
        x += width;
    };
    for (const std::string& name : content.categories)
        add(name);
    for (const std::string& note : content.notes)
        add(note);
    return content.categories.empty() && content.notes.empty() ? 0 : y + height;
}

void CloudPlot::State::layOut()
{
    scene->SetGeometry(static_cast<int>(std::lround(size.width)),
                       static_cast<int>(std::lround(size.height)));
    const double top = kMargin / 2 + titleHeight() + 6 + legendHeight();
    area = {kMargin, top, std::max(20.0, size.width - 2 * kMargin),
            std::max(20.0, size.height - top - kMargin / 2)};
    projected.clear();
    for (const CloudPoint& point : content.points)
        projected.push_back(project(Eigen::Vector3d(point.at.data())));
    order.resize(projected.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return projected[i].depth; });
}

Colour CloudPlot::State::colourOf(int category) const
{
    if (category < 0)
        return theme.faint;
    if (!content.isOrdered)
        return seriesColour(theme, static_cast<std::size_t>(category));
    const double last = std::max(1.0, double(content.categories.size()) - 1);
    return rampColour(theme, category / last);
}

bool CloudPlot::State::hasFewPoints() const
{
    return content.points.size() <= kFewPoints;
}

double CloudPlot::State::radius() const
{
    return hasFewPoints() ? kRadius : kSmallRadius;
}

void CloudPlot::State::paint(Canvas canvas) const
{
    if (content.points.empty())
        return;
    paintBox(canvas);
    paintPoints(canvas);
    paintLabels(canvas);
    // What was zoomed beyond the area is covered.
    canvas.fill({0, 0, size.width, area.y}, theme.background);
    canvas.text(
        {size.width / 2, kMargin / 2},
        elided(content.parts.title ? content.title : "", TextRole::Title, size.width - 2 * kMargin),
        {.role = TextRole::Title,
         .horizontal = HorizontalAlign::Centre,
         .vertical = VerticalAlign::Top});
    if (content.parts.legend)
        paintLegend(canvas);
}

void CloudPlot::State::paintBox(Canvas& canvas) const
{
    for (int from = 0; from < 8; ++from) {
        for (const int step : {1, 2, 4}) {
            if (from & step)
                continue;
            const CloudPlace a = project(corner(from));
            const CloudPlace b = project(corner(from | step));
            canvas.line(a.at, b.at, theme.grid, kAxisWidth);
        }
    }
    for (int axis = 0; content.parts.axes && axis < 3; ++axis) {
        if (content.axes[static_cast<std::size_t>(axis)].empty())
            continue;
        const CloudPlace end = project(corner(1 << axis));
        const std::string& name = content.axes[static_cast<std::size_t>(axis)];
        const double room = textWidth(name, TextRole::Tick) / 2 + 4;
        canvas.text({std::clamp(end.at.x, room, std::max(room, size.width - room)), end.at.y + 8},
                    name, {.role = TextRole::Tick, .horizontal = HorizontalAlign::Centre});
    }
}

void CloudPlot::State::paintPoints(Canvas& canvas) const
{
    const auto isIn = [](const CloudPoint& point, const std::vector<core::UnitRef>& units) {
        return std::ranges::any_of(point.units, [&](const core::UnitRef& unit) {
            return std::ranges::find(units, unit) != units.end();
        });
    };
    for (const std::size_t i : order) {
        const CloudPoint& point = content.points[i];
        const CloudPlace& place = projected[i];
        // A foot on the ground tells how high the point is.
        Eigen::Vector3d foot(point.at.data());
        foot.z() = middle.z() - half.z();
        if (hasFewPoints())
            canvas.line(place.at, project(foot).at, theme.grid, kAxisWidth);
        const bool isMarked = isIn(point, highlight.current);
        const bool isHovered = isIn(point, highlight.hover);
        const Colour edge = isHovered ? theme.hover : isMarked ? theme.current : theme.background;
        canvas.disc(place.at, radius() * place.scale + (isMarked || isHovered ? 1.5 : 0),
                    colourOf(point.category), edge,
                    isMarked || isHovered ? 2.5
                    : hasFewPoints()      ? 1
                                          : 0.5);
    }
}

/// Of the nearest points first, where they cover no other label and, if points are few, no point.
void CloudPlot::State::paintLabels(Canvas& canvas) const
{
    LabelPlaces places({4, area.y, size.width - 8, size.height - 2 - area.y},
                       lineHeight(TextRole::Tick));
    const auto radiusOf = [&](std::size_t i) { return radius() * projected[i].scale; };
    for (std::size_t i = 0; hasFewPoints() && i < projected.size(); ++i)
        places.addMark(projected[i].at, radiusOf(i));
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        const std::string& label = content.points[*i].label;
        if (label.empty())
            continue;
        const Point at = projected[*i].at;
        if (const auto place = places.take(at, radiusOf(*i), textWidth(label, TextRole::Tick)))
            canvas.text({place->x, place->y + place->height / 2}, label, {.role = TextRole::Tick});
    }
}

void CloudPlot::State::paintLegend(Canvas& canvas) const
{
    const double height = lineHeight(TextRole::Tick) + 3;
    double x = kMargin;
    double y = kMargin / 2 + titleHeight() + 4;
    const auto add = [&](const std::string& text, std::optional<int> category) {
        const double width = 14 + textWidth(text, TextRole::Tick) + 14;
        if (x > kMargin && x + width > size.width - kMargin) {
            x = kMargin;
            y += height;
        }
        double left = x;
        if (category) {
            canvas.disc({x + 5, y + height / 2}, 4.5, colourOf(*category), theme.background, 1);
            left += 14;
        }
        canvas.text({left, y + height / 2},
                    elided(text, TextRole::Tick, size.width - kMargin - left),
                    {.role = TextRole::Tick});
        x += width;
    };
    for (std::size_t i = 0; i < content.categories.size(); ++i)
        add(content.categories[i], static_cast<int>(i));
    for (const std::string& note : content.notes)
        add(note, std::nullopt);
}

} // namespace counterpart::plots
