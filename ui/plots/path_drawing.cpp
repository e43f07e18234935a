#include "plots/path_state.h"
#include "plots/text_metrics.h"
#include "plots/ticks.h"

namespace counterpart::plots {

namespace {

constexpr double kMark = 2.6;
constexpr double kTickLength = 4;

} // namespace

double PathPlot::State::titleHeight() const
{
    return content.parts.title ? lineHeight(TextRole::Title) + 4 : 0;
}

void PathPlot::State::paint(Canvas canvas) const
{
    const double title = lineHeight(TextRole::Title);
    canvas.text(
        {kMargin, kMargin + title / 2},
        elided(content.parts.title ? content.title : "", TextRole::Title, size.width - 2 * kMargin),
        {.role = TextRole::Title});
    paintFrame(canvas, error, false);
    paintFrame(canvas, count, true);
    if (content.leastLoss) {
        const double y = error.y.toPixel(*content.leastLoss);
        canvas.line({error.area.x, y}, {error.area.right(), y}, theme.faint, 1, true);
    }
    paintCurve(canvas, error, theme.networkA, [](const PathPoint& p) { return p.loss; });
    paintCurve(canvas, error, theme.networkB, [](const PathPoint& p) { return p.heldOutLoss; });
    paintCurve(canvas, count, theme.matching, [](const PathPoint& p) { return p.nonzeros; });
    paintReplicas(canvas);
    if (content.parts.legend)
        paintLegend(canvas);
    paintChosen(canvas);
}

void PathPlot::State::paintFrame(Canvas& canvas, const Chart& chart, bool isLowest) const
{
    const Rect& area = chart.area;
    const double tick = lineHeight(TextRole::Tick);
    for (std::size_t k = 0; k < chart.yTicks.positions.size(); ++k) {
        const double y = std::round(chart.y.toPixel(chart.yTicks.positions[k])) + 0.5;
        canvas.line({area.x, y}, {area.right(), y}, theme.grid, kAxisWidth);
        canvas.text({area.x - kTickLabelOffset, y}, chart.yTicks.labels[k],
                    {.role = TextRole::Tick, .horizontal = HorizontalAlign::Right});
    }
    for (std::size_t k = 0; k < chart.xTicks.positions.size(); ++k) {
        const double x = std::round(chart.x.toPixel(chart.xTicks.positions[k])) + 0.5;
        canvas.line({x, area.bottom()}, {x, area.bottom() + kTickLength}, theme.faint, kAxisWidth);
        if (isLowest)
            canvas.text({x, area.bottom() + kTickLabelOffset}, chart.xTicks.labels[k],
                        {.role = TextRole::Tick,
                         .horizontal = HorizontalAlign::Centre,
                         .vertical = VerticalAlign::Top});
    }
    canvas.line({area.x, area.y}, {area.x, area.bottom()}, theme.faint, kAxisWidth);
    canvas.line({area.x, area.bottom()}, {area.right(), area.bottom()}, theme.faint, kAxisWidth);
    if (!content.parts.axes)
        return;
    const bool isShort = textWidth(chart.yTitle, TextRole::Tick) > area.height;
    canvas.text({kMargin + tick / 2, area.y + area.height / 2},
                isShort ? chart.shortTitle : chart.yTitle,
                {.role = TextRole::Tick, .horizontal = HorizontalAlign::Centre, .rotation = 90});
    if (isLowest)
        canvas.text({area.x + area.width / 2, size.height - kMargin - tick / 2},
                    "penalty \u03B1 on standardised units",
                    {.role = TextRole::Tick, .horizontal = HorizontalAlign::Centre});
}

void PathPlot::State::paintCurve(
    Canvas& canvas, const Chart& chart, Colour colour,
    const std::function<std::optional<double>(const PathPoint&)>& value) const
{
    std::optional<Point> before;
    for (const PathPoint& point : content.points) {
        const std::optional<double> y = value(point);
        if (!y)
            continue;
        const Point at{chart.x.toPixel(std::log10(point.penalty)), chart.y.toPixel(*y)};
        if (before)
            canvas.line(*before, at, colour, kCurveWidth);
        canvas.disc(at, kMark, colour, colour, 1);
        before = at;
    }
}

void PathPlot::State::paintReplicas(Canvas& canvas) const
{
    for (const PathPoint& point : content.replicas) {
        const double x = error.x.toPixel(
            std::clamp(std::log10(std::max(point.penalty, 1e-12)), error.x.low, error.x.high));
        canvas.disc({x, error.y.toPixel(point.loss)}, kMark + 1.5, theme.background, theme.networkA,
                    1.5);
        if (point.heldOutLoss)
            canvas.disc({x, error.y.toPixel(*point.heldOutLoss)}, kMark + 1.5, theme.background,
                        theme.networkB, 1.5);
    }
}

void PathPlot::State::paintLegend(Canvas& canvas) const
{
    const double y = kMargin + titleHeight() + lineHeight(TextRole::Tick) / 2;
    double x = error.area.x;
    const auto entry = [&](const std::string& text, Colour colour, bool isOpen) {
        canvas.disc({x + 4, y}, kMark + 1, isOpen ? theme.background : colour, colour, 1.5);
        canvas.text({x + 12, y}, text, {.role = TextRole::Tick});
        x += 12 + textWidth(text, TextRole::Tick) + 14;
    };
    entry("fitted to", theme.networkA, false);
    if (hasHeldOut())
        entry("held out", theme.networkB, false);
    if (!content.replicas.empty())
        entry("SGD as published, unconverged", theme.networkA, true);
    if (!content.note.empty())
        canvas.text({size.width - kMargin, y},
                    elided(content.note, TextRole::Tick, size.width - kMargin - x),
                    {.role = TextRole::Tick, .horizontal = HorizontalAlign::Right});
}

void PathPlot::State::paintChosen(Canvas& canvas) const
{
    if (!chosen)
        return;
    const double x = chosenX();
    if (x < error.area.x || x > error.area.right() + 1)
        return;
    canvas.line({x, error.area.y}, {x, count.area.bottom()}, theme.threshold, 1.5);
    const std::string text = "\u03B1 = " + penaltyText(*chosen);
    const double width = textWidth(text, TextRole::Tick) + 8;
    const double height = lineHeight(TextRole::Tick) + 4;
    // Errors rise with the penalty, so that the upper left of the line is free.
    const bool hasRoom = x - 5 - width >= error.area.x;
    const Rect box{hasRoom ? x - 5 - width : x + 5, error.area.y + 3, width, height};
    canvas.fill(box, theme.background);
    canvas.text({box.x + 4, box.y + height / 2}, text,
                {.role = TextRole::Tick, .colour = theme.threshold});
}

} // namespace counterpart::plots
