#include "plots/cloud_plot.h"

#include "plots/cloud_state.h"
#include "plots/plot_tables.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace counterpart::plots {

namespace {

constexpr double kHitRadius = 10;
constexpr double kDegreesAPixel = 0.5;
constexpr double kMostTilt = 90;
constexpr double kLeastZoom = 0.5;
constexpr double kMostZoom = 20;

} // namespace

CloudPlot::CloudPlot() : m_state(std::make_unique<State>())
{
    m_state->layOut();
}

CloudPlot::~CloudPlot() = default;

void CloudPlot::setContent(CloudContent content)
{
    content.parts = m_state->content.parts;
    const bool isSame = content.points.size() == m_state->content.points.size();
    m_state->content = std::move(content);
    m_state->measure();
    if (!isSame)
        resetView();
    m_state->layOut();
}

void CloudPlot::turn(double aboutUpright, double aboutHorizontal)
{
    m_state->upright = std::fmod(m_state->upright + aboutUpright, 360);
    m_state->tilt = std::clamp(m_state->tilt + aboutHorizontal, -kMostTilt, kMostTilt);
    m_state->layOut();
}

void CloudPlot::setTheme(const PlotTheme& theme)
{
    m_state->theme = theme;
}

void CloudPlot::setPixelRatio(double) {}

void CloudPlot::setParts(const FigureParts& parts)
{
    m_state->content.parts = parts;
    m_state->layOut();
}

void CloudPlot::setSize(Size size)
{
    if (size == m_state->size)
        return;
    m_state->size = size;
    m_state->layOut();
}

Size CloudPlot::minimumSize() const
{
    return {160, 150};
}

Size CloudPlot::preferredSize() const
{
    return {480, 420};
}

bool CloudPlot::isEmpty() const
{
    return m_state->content.points.empty();
}

std::vector<ScenePlacement> CloudPlot::placements() const
{
    return {{m_state->scene, {0, 0, m_state->size.width, m_state->size.height}}};
}

void CloudPlot::setHighlight(const Highlight& highlight)
{
    m_state->highlight = highlight;
}

std::optional<PlotHit> CloudPlot::hitAt(Point point) const
{
    const State& s = *m_state;
    std::optional<std::size_t> best;
    for (const std::size_t i : s.order) { // the nearest last
        const CloudPlace& place = s.projected[i];
        if (std::hypot(place.at.x - point.x, place.at.y - point.y) <= kHitRadius * place.scale)
            best = i;
    }
    if (!best || point.y < s.area.y)
        return std::nullopt;
    const CloudPoint& hit = s.content.points[*best];
    std::string text = hit.text.empty() ? hit.label : hit.text;
    if (hit.category >= 0)
        text += "   " + s.content.categories[static_cast<std::size_t>(hit.category)];
    return PlotHit{hit.units, text};
}

bool CloudPlot::zoomAt(Point, double factor)
{
    const double before = m_state->zoom;
    m_state->zoom = std::clamp(before * factor, kLeastZoom, kMostZoom);
    m_state->layOut();
    return m_state->zoom != before;
}

bool CloudPlot::pan(Point from, Point to)
{
    turn((to.x - from.x) * kDegreesAPixel, (to.y - from.y) * kDegreesAPixel);
    return true;
}

bool CloudPlot::resetView()
{
    m_state->upright = kFirstUpright;
    m_state->tilt = kFirstTilt;
    m_state->zoom = 1;
    m_state->layOut();
    return true;
}

std::vector<double> CloudPlot::zoomState() const
{
    const State& s = *m_state;
    if (s.upright == kFirstUpright && s.tilt == kFirstTilt && s.zoom == 1)
        return {};
    return {s.upright, s.tilt, s.zoom};
}

void CloudPlot::setZoomState(const std::vector<double>& state)
{
    const bool isView = state.size() == 3 && std::ranges::all_of(state, [](double number) {
                            return std::isfinite(number);
                        });
    if (!isView) {
        resetView();
        return;
    }
    m_state->upright = std::fmod(state[0], 360);
    m_state->tilt = std::clamp(state[1], -kMostTilt, kMostTilt);
    m_state->zoom = std::clamp(state[2], kLeastZoom, kMostZoom);
    m_state->layOut();
}

TableMaker CloudPlot::tables() const
{
    const CloudContent& content = m_state->content;
    core::DataTable table{"values",
                          {core::textColumn("point"), core::numberColumn("x"),
                           core::numberColumn("y"), core::numberColumn("z"),
                           core::textColumn("category")}};
    for (const CloudPoint& point : content.points)
        table.addRow(
            {point.text.empty() ? point.label : point.text, point.at[0], point.at[1], point.at[2],
             point.category < 0 ? core::TableCell()
                                : content.categories[static_cast<std::size_t>(point.category)]});
    return madeTables({table});
}

} // namespace counterpart::plots
