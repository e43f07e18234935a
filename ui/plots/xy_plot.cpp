#include "plots/xy_plot.h"

#include "plots/text_metrics.h"
#include "plots/text_table.h"
#include "plots/xy_state.h"

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kNear = 6;
constexpr double kHitRadius = 12;

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

std::string XyPlot::dataAsText() const
{
    const XyContent& content = m_state->content;
    TextTable table;
    for (const std::string& header :
         {std::string("series"), std::string("point"),
          content.x.title.empty() ? std::string("x") : content.x.title,
          content.y.title.empty() ? std::string("y") : content.y.title, std::string("spread")})
        table.add(header);
    table.endRow();
    for (const XySeries& series : content.series) {
        for (const XyPoint& point : series.points) {
            table.add(series.name);
            table.add(point.label.empty() ? point.text : point.label);
            table.add(plainNumber(content.x.isLogarithmic ? std::pow(10, point.x) : point.x));
            table.add(plainNumber(content.y.isLogarithmic ? std::pow(10, point.y) : point.y));
            table.add(point.spread ? plainNumber(*point.spread) : "");
            table.endRow();
        }
    }
    return table.text();
}

} // namespace counterpart::plots
