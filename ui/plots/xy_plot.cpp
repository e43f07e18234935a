#include "plots/xy_plot.h"

#include "plots/plot_tables.h"
#include "plots/text_metrics.h"
#include "plots/xy_state.h"

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kNear = 6;
constexpr double kHitRadius = 12;

/// What is written at the ticks.
double valueOf(const XyAxis& axis, double place)
{
    return axis.isLogarithmic ? std::pow(10, place) : place;
}

} // namespace

XyPlot::XyPlot() : m_state(std::make_unique<State>())
{
    m_state->layOut();
}

XyPlot::~XyPlot() = default;

void XyPlot::setContent(XyContent content)
{
    content.parts = m_state->content.parts;
    m_state->content = std::move(content);
    m_state->layOut();
}

const XyContent& XyPlot::content() const
{
    return m_state->content;
}

void XyPlot::setMarker(std::optional<double> x, const std::string& name)
{
    const bool isNew = x.has_value() != m_state->marker.has_value();
    m_state->marker = x;
    m_state->markerName = name;
    if (isNew)
        m_state->layOut();
}

bool XyPlot::isOnMarker(Point point) const
{
    const Rect& area = m_state->layout.area;
    return m_state->marker &&
           std::abs(point.x - m_state->layout.x.toPixel(*m_state->marker)) <= kNear &&
           point.y >= area.y - lineHeight(TextRole::Tick) && point.y <= area.bottom();
}

double XyPlot::xAt(Point point) const
{
    const AxisScale& x = m_state->layout.x;
    return std::clamp(x.toValue(point.x), x.low, x.high);
}

void XyPlot::setTheme(const PlotTheme& theme)
{
    m_state->theme = theme;
}

void XyPlot::setPixelRatio(double) {}

void XyPlot::setParts(const FigureParts& parts)
{
    m_state->content.parts = parts;
    m_state->layOut();
}

void XyPlot::setSize(Size size)
{
    if (size == m_state->size)
        return;
    m_state->size = size;
    m_state->layOut();
}

Size XyPlot::minimumSize() const
{
    return {260, 190};
}

Size XyPlot::preferredSize() const
{
    return {520, 380};
}

bool XyPlot::isEmpty() const
{
    return m_state->content.bands.empty() &&
           std::ranges::all_of(m_state->content.series,
                               [](const XySeries& series) { return series.points.empty(); });
}

std::vector<ScenePlacement> XyPlot::placements() const
{
    return {{m_state->scene, {0, 0, m_state->size.width, m_state->size.height}}};
}

void XyPlot::setHighlight(const Highlight& highlight)
{
    m_state->highlight = highlight;
}

std::optional<PlotHit> XyPlot::hitAt(Point point) const
{
    const XySeries* bestSeries = nullptr;
    const XyPoint* best = nullptr;
    double bestDistance = kHitRadius;
    for (const XySeries& series : m_state->content.series) {
        for (const XyPoint& candidate : series.points) {
            const Point at = m_state->layout.at(candidate.x, candidate.y);
            double distance = std::hypot(at.x - point.x, at.y - point.y);
            if (series.style == XyStyle::Bars && m_state->barOf(candidate).contains(point))
                distance = 0;
            if (distance < bestDistance) {
                bestDistance = distance;
                best = &candidate;
                bestSeries = &series;
            }
        }
    }
    if (!best)
        return std::nullopt;
    return PlotHit{best->units,
                   best->text.empty() ? bestSeries->name + "   " + fixed(best->y, 3) : best->text};
}

TableMaker XyPlot::tables() const
{
    const XyContent& content = m_state->content;
    const std::string x = content.x.title.empty() ? "x" : content.x.title;
    core::DataTable points{"values",
                           {core::textColumn("series"), core::textColumn("point"),
                            core::numberColumn(x),
                            core::numberColumn(content.y.title.empty() ? "y" : content.y.title),
                            core::numberColumn("spread")}};
    for (const XySeries& series : content.series)
        for (const XyPoint& point : series.points)
            points.addRow({series.name, point.label.empty() ? point.text : point.label,
                           valueOf(content.x, point.x), valueOf(content.y, point.y),
                           core::cellOf(point.spread)});
    if (content.bands.empty())
        return madeTables({points});
    core::DataTable bands{"bands",
                          {core::textColumn("band"), core::numberColumn(x),
                           core::numberColumn("low"), core::numberColumn("high")}};
    for (const XyBand& band : content.bands)
        for (std::size_t i = 0; i < band.x.size(); ++i)
            bands.addRow({band.name, valueOf(content.x, band.x[i]), valueOf(content.y, band.low[i]),
                          valueOf(content.y, band.high[i])});
    points.name = "points";
    return madeTables({points, bands});
}

} // namespace counterpart::plots
