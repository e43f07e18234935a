#include "plots/label_places.h"
#include "plots/series_colours.h"
#include "plots/text_metrics.h"
#include "plots/xy_state.h"

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kMark = 3.2;
constexpr double kTickLength = 4;
constexpr double kDash = 7;
constexpr double kGap = 4;
constexpr std::uint8_t kBandOpacity = 52;
constexpr std::size_t kMostMarked = 60; ///< points of a line that get marks

/// Dashes that run on over the corners of the path, however close they are.
void paintDashes(Canvas& canvas, const std::vector<Point>& path, Colour colour)
{
    double done = 0; ///< of the present dash or gap
    bool isDash = true;
    for (std::size_t i = 1; i < path.size(); ++i) {
        Point from = path[i - 1];
        double left = std::hypot(path[i].x - from.x, path[i].y - from.y);
        while (left > 0) {
            const double step = std::min(left, (isDash ? kDash : kGap) - done);
            const double share = step / left;
            const Point to{from.x + share * (path[i].x - from.x),
                           from.y + share * (path[i].y - from.y)};
            if (isDash)
                canvas.line(from, to, colour, kCurveWidth);
            from = to;
            left -= step;
            done += step;
            if (done >= (isDash ? kDash : kGap) - 1e-9) {
                done = 0;
                isDash = !isDash;
            }
        }
    }
}

bool isLine(XyStyle style)
{
    return style == XyStyle::Line || style == XyStyle::Dashed || style == XyStyle::LineAndPoints;
}

} // namespace

XyPlot::State::State()
{
    scene->AddItem(item);
    item->onPaint = [this](vtkContext2D& context) { paint(Canvas(context, theme, size.height)); };
}

void XyPlot::State::layOut()
{
    scene->SetGeometry(static_cast<int>(std::lround(size.width)),
                       static_cast<int>(std::lround(size.height)));
    layout = layOutXy(content, marker.has_value(), size);
}

Colour XyPlot::State::colourOf(const XyColour& colour) const
{
    return colour.share ? rampColour(theme, *colour.share) : seriesColour(theme, colour.place);
}

bool XyPlot::State::hasMarks(const XySeries& series) const
{
    if (series.style == XyStyle::Points || series.points.size() == 1)
        return series.style != XyStyle::Bars;
    return series.style == XyStyle::LineAndPoints && series.points.size() <= kMostMarked;
}

Rect XyPlot::State::barOf(const XyPoint& point) const
{
    const double top = layout.y.toPixel(point.y);
    const double width = layout.barWidth;
    return {layout.x.toPixel(point.x) - width / 2, top, width, layout.area.bottom() - top};
}

void XyPlot::State::paint(Canvas canvas) const
{
    canvas.text(layout.titleAt, layout.title,
                {.role = TextRole::Title,
                 .horizontal = HorizontalAlign::Centre,
                 .vertical = VerticalAlign::Top});
    paintAxes(canvas);
    for (const XyBand& band : content.bands)
        paintBand(canvas, band);
    for (const XySeries& series : content.series)
        paintSeries(canvas, series);
    paintLabels(canvas);
    paintRings(canvas, highlight.selected, theme.selected);
    paintRings(canvas, highlight.current, theme.current);
    paintRings(canvas, highlight.hover, theme.hover);
    paintLegend(canvas);
    if (marker)
        paintMarker(canvas);
}

void XyPlot::State::paintAxes(Canvas& canvas) const
{
    const Rect& area = layout.area;
    for (std::size_t k = 0; k < layout.yTicks.positions.size(); ++k) {
        const double y = std::round(layout.y.toPixel(layout.yTicks.positions[k])) + 0.5;
        canvas.line({area.x, y}, {area.right(), y}, theme.grid, kAxisWidth);
        canvas.text({area.x - kTickLabelOffset, y}, layout.yTicks.labels[k],
                    {.role = TextRole::Tick, .horizontal = HorizontalAlign::Right});
    }
    for (std::size_t k = 0; k < layout.xTicks.positions.size(); ++k) {
        const double x = std::round(layout.x.toPixel(layout.xTicks.positions[k])) + 0.5;
        canvas.line({x, area.bottom()}, {x, area.bottom() + kTickLength}, theme.faint, kAxisWidth);
        canvas.text({x, area.bottom() + kTickLabelOffset}, layout.xTicks.labels[k],
                    {.role = TextRole::Tick,
                     .horizontal = HorizontalAlign::Centre,
                     .vertical = VerticalAlign::Top});
    }
    canvas.line({area.x, area.y}, {area.x, area.bottom()}, theme.faint, kAxisWidth);
    canvas.line({area.x, area.bottom()}, {area.right(), area.bottom()}, theme.faint, kAxisWidth);
    if (content.parts.axes)
        paintAxisTitles(canvas);
}

void XyPlot::State::paintAxisTitles(Canvas& canvas) const
{
    const Rect& area = layout.area;
    const auto centred = [](double middle, double half, double from, double to) {
        return std::clamp(middle, from + half, std::max(from + half, to - half));
    };
    const double top = layout.legend.empty() ? layout.titleAt.y + lineHeight(TextRole::Title)
                                             : layout.legend.back().rect.bottom();
    const double bottom = size.height - kMargin / 2;
    const std::string yTitle = elided(content.y.title, TextRole::Label, bottom - top);
    canvas.text(
        {6, centred(area.y + area.height / 2, textWidth(yTitle, TextRole::Label) / 2, top, bottom)},
        yTitle,
        {.horizontal = HorizontalAlign::Centre, .vertical = VerticalAlign::Top, .rotation = 90});
    const std::string xTitle = elided(content.x.title, TextRole::Label, size.width - 2 * kMargin);
    canvas.text({centred(area.x + area.width / 2, textWidth(xTitle, TextRole::Label) / 2, kMargin,
                         size.width - kMargin),
                 size.height - 6},
                xTitle, {.horizontal = HorizontalAlign::Centre, .vertical = VerticalAlign::Bottom});
}

void XyPlot::State::paintLegend(Canvas& canvas) const
{
    for (const XyLegendEntry& entry : layout.legend) {
        const double y = entry.rect.y + entry.rect.height / 2;
        double x = entry.rect.x;
        const Rect swatch{x + 2, y - 5, kXySample - 4, 10};
        if (entry.band >= 0) {
            Colour colour = colourOf(content.bands[static_cast<std::size_t>(entry.band)].colour);
            colour.a = kBandOpacity;
            canvas.fill(swatch, colour);
        } else if (entry.series >= 0) {
            const XySeries& series = content.series[static_cast<std::size_t>(entry.series)];
            const Colour colour = colourOf(series.colour);
            if (series.style == XyStyle::Bars)
                canvas.fill(swatch, colour);
            if (isLine(series.style))
                canvas.line({x, y}, {x + kXySample, y}, colour, kCurveWidth,
                            series.style == XyStyle::Dashed);
            if (hasMarks(series))
                canvas.disc({x + kXySample / 2, y}, kMark, colour, theme.background, 1);
        }
        if (entry.band >= 0 || entry.series >= 0)
            x += kXySample + 5;
        canvas.text({x, y}, entry.text, {.role = TextRole::Tick});
    }
}

void XyPlot::State::paintBand(Canvas& canvas, const XyBand& band) const
{
    if (band.x.size() < 2)
        return;
    Colour colour = colourOf(band.colour);
    colour.a = kBandOpacity;
    // One quadrilateral a step: a polygon that is not convex is not everywhere filled alike.
    for (std::size_t i = 1; i < band.x.size(); ++i) {
        const Point corners[]{layout.at(band.x[i - 1], band.low[i - 1]),
                              layout.at(band.x[i], band.low[i]), layout.at(band.x[i], band.high[i]),
                              layout.at(band.x[i - 1], band.high[i - 1])};
        canvas.polygon(corners, colour);
    }
}

void XyPlot::State::paintSeries(Canvas& canvas, const XySeries& series) const
{
    const Colour colour = colourOf(series.colour);
    std::optional<Point> before;
    std::vector<Point> path; ///< of a dashed line
    for (const XyPoint& point : series.points) {
        const Point at = layout.at(point.x, point.y);
        if (series.style == XyStyle::Bars)
            canvas.fill(barOf(point), colour);
        if (point.spread && *point.spread > 0)
            canvas.line(layout.at(point.x, point.y - *point.spread),
                        layout.at(point.x, point.y + *point.spread), colour, 1.2);
        if (series.style == XyStyle::Dashed)
            path.push_back(at);
        else if (isLine(series.style) && before)
            canvas.line(*before, at, colour, kCurveWidth);
        before = at;
    }
    paintDashes(canvas, path, colour);
    if (!hasMarks(series))
        return;
    for (const XyPoint& point : series.points)
        canvas.disc(layout.at(point.x, point.y), kMark, colour, theme.background, 1);
}

/// Those that cover no mark and no other label; in the margin at the right too.
void XyPlot::State::paintLabels(Canvas& canvas) const
{
    const Rect& area = layout.area;
    LabelPlaces places({area.x, area.y, size.width - kMargin / 2 - area.x, area.height},
                       lineHeight(TextRole::Tick));
    for (const XySeries& series : content.series) {
        for (const XyPoint& point : series.points) {
            if (hasMarks(series))
                places.addMark(layout.at(point.x, point.y), kMark);
        }
    }
    for (const XySeries& series : content.series) {
        for (const XyPoint& point : series.points) {
            if (point.label.empty())
                continue;
            const Point at = layout.at(point.x, point.y);
            if (const auto place = places.take(at, kMark, textWidth(point.label, TextRole::Tick)))
                canvas.text({place->x, place->y + place->height / 2}, point.label,
                            {.role = TextRole::Tick});
        }
    }
}

void XyPlot::State::paintRings(Canvas& canvas, const std::vector<core::UnitRef>& units,
                               Colour colour) const
{
    if (units.empty())
        return;
    for (const XySeries& series : content.series) {
        for (const XyPoint& point : series.points) {
            const bool isMarked = std::ranges::any_of(units, [&](const core::UnitRef& unit) {
                return std::ranges::find(point.units, unit) != point.units.end();
            });
            if (!isMarked)
                continue;
            if (series.style == XyStyle::Bars)
                canvas.frame(barOf(point), colour, 2);
            else
                canvas.disc(layout.at(point.x, point.y), 5.5, colour, theme.background, 1.5);
        }
    }
}

void XyPlot::State::paintMarker(Canvas& canvas) const
{
    const double x = layout.x.toPixel(std::clamp(*marker, layout.x.low, layout.x.high));
    const Rect& area = layout.area;
    const double height = lineHeight(TextRole::Tick);
    canvas.line({x, area.y - 3}, {x, area.bottom()}, theme.threshold, 1.5);
    if (markerName.empty())
        return;
    const std::string text = markerName + " = " + fixed(*marker, 3);
    const double half = textWidth(text, TextRole::Tick) / 2;
    const double at = std::clamp(x, area.x + half, std::max(area.x + half, area.right() - half));
    canvas.text(
        {at, area.y - 3 - height / 2}, text,
        {.role = TextRole::Tick, .horizontal = HorizontalAlign::Centre, .colour = theme.threshold});
}

} // namespace counterpart::plots
