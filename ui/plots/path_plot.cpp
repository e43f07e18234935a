#include "plots/path_plot.h"

#include "plots/canvas.h"
#include "plots/chart_axes.h"
#include "plots/text_metrics.h"
#include "plots/text_table.h"

#include <vtkContextScene.h>
#include <vtkNew.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace counterpart::plots {

namespace {

constexpr double kNear = 6;
constexpr double kMark = 2.6;
constexpr double kTickLength = 4;
constexpr double kPanelGap = 14;
constexpr double kUpperShare = 0.6; ///< of the height, for the error
constexpr double kFallback = 1e-3;  ///< an axis for a path without points

/// "0.032", with as many digits as tell penalties apart.
std::string shortNumber(double value)
{
    if (value == 0)
        return "0";
    const int decimals = std::clamp(2 - static_cast<int>(std::floor(std::log10(value))), 0, 6);
    return fixed(value, decimals);
}

/// Powers of ten at their logarithms, and 3 times those while there are few.
Ticks decadeTicks(double low, double high)
{
    Ticks ticks;
    const bool isWide = high - low > 2.5;
    for (int power = static_cast<int>(std::floor(low)); power <= std::ceil(high); ++power) {
        for (const double step : {1.0, 3.0}) {
            const double at = power + std::log10(step);
            if (at < low - 1e-9 || at > high + 1e-9 || (isWide && step > 1))
                continue;
            ticks.positions.push_back(at);
            ticks.labels.push_back(fixed(step * std::pow(10.0, power), std::max(0, -power)));
        }
    }
    return ticks;
}

} // namespace

struct PathPlot::State
{
    struct Chart
    {
        Rect area;
        AxisScale x;
        AxisScale y;
        Ticks xTicks;
        Ticks yTicks;
        const char* yTitle = "";
        const char* shortTitle = ""; ///< where there is no room for the other
    };

    PathContent content;
    std::optional<double> chosen;
    PlotTheme theme = lightTheme();
    Size size{420, 360};
    Chart error;
    Chart count;
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> item;

    State();
    void layOut();
    void placeAxes(double low, double high);
    void paint(Canvas canvas) const;
    void paintFrame(Canvas& canvas, const Chart& chart, bool isLowest) const;
    void paintCurve(Canvas& canvas, const Chart& chart, Colour colour,
                    const std::function<std::optional<double>(const PathPoint&)>& value) const;
    void paintLegend(Canvas& canvas) const;
    void paintReplicas(Canvas& canvas) const;
    void paintChosen(Canvas& canvas) const;
    double chosenX() const { return error.x.toPixel(std::log10(std::max(*chosen, 1e-12))); }
    bool hasHeldOut() const
    {
        return std::ranges::any_of(
            content.points, [](const PathPoint& point) { return point.heldOutLoss.has_value(); });
    }
};

PathPlot::State::State()
{
    scene->AddItem(item);
    item->onPaint = [this](vtkContext2D& context) { paint(Canvas(context, theme, size.height)); };
}

void PathPlot::State::layOut()
{
    scene->SetGeometry(static_cast<int>(std::lround(size.width)),
                       static_cast<int>(std::lround(size.height)));
    double highest = 0.5;
    double most = 1;
    for (const auto* points : {&content.points, &content.replicas}) {
        for (const PathPoint& point : *points) {
            highest = std::max({highest, point.loss, point.heldOutLoss.value_or(0)});
            most = std::max(most, point.nonzeros);
        }
    }
    error.yTitle = "half the unexplained variance";
    error.shortTitle = "error";
    count.yTitle = "weights a unit";
    count.shortTitle = "weights";
    error.y = {0, highest * 1.06, 0, 1};
    count.y = {0, most * 1.08, 0, 1};
    const bool hasPoints = !content.points.empty();
    placeAxes(std::log10(hasPoints ? content.points.back().penalty : kFallback),
              std::log10(hasPoints ? content.points.front().penalty : 1));
}

/// Both charts share the axis of the penalties, from `low` to `high`.
void PathPlot::State::placeAxes(double low, double high)
{
    const double tick = lineHeight(TextRole::Tick);
    const double top = kMargin + lineHeight(TextRole::Title) + 4 + tick + 8;
    const double below = 2 * tick + kTickLabelOffset + kMargin + 4;
    const double room = std::max(60.0, size.height - top - below - kPanelGap);
    const double left = kMargin + tick + 6 + textWidth("0.00", TextRole::Tick) + kTickLabelOffset;
    const double width = std::max(40.0, size.width - left - kMargin - 10);
    error.area = {std::round(left), std::round(top), std::floor(width),
                  std::floor(room * kUpperShare)};
    count.area = {error.area.x, error.area.bottom() + kPanelGap, error.area.width,
                  std::floor(room - error.area.height)};
    const double room2 = high > low ? 0.02 * (high - low) : 0.5;
    for (Chart* chart : {&error, &count}) {
        chart->x = {low - room2, high + room2, chart->area.x, chart->area.width};
        chart->y.start = chart->area.bottom();
        chart->y.length = -chart->area.height;
        chart->xTicks = decadeTicks(chart->x.low, chart->x.high);
        chart->yTicks = niceTicks(chart->y.low, chart->y.high,
                                  std::max(3, static_cast<int>(chart->area.height / 28)));
    }
}

void PathPlot::State::paint(Canvas canvas) const
{
    const double title = lineHeight(TextRole::Title);
    canvas.text({kMargin, kMargin + title / 2},
                elided(content.title, TextRole::Title, size.width - 2 * kMargin),
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
    const double y = kMargin + lineHeight(TextRole::Title) + 4 + lineHeight(TextRole::Tick) / 2;
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
    const std::string text = "\u03B1 = " + shortNumber(*chosen);
    const double width = textWidth(text, TextRole::Tick) + 8;
    const double left = std::clamp(x + 5, error.area.x, error.area.right() - width);
    const double height = lineHeight(TextRole::Tick) + 4;
    const Rect box{x + 5 + width > error.area.right() ? x - 5 - width : left,
                   error.area.bottom() - height - 3, width, height};
    canvas.fill(box, theme.background);
    canvas.text({box.x + 4, box.y + height / 2}, text,
                {.role = TextRole::Tick, .colour = theme.threshold});
}

PathPlot::PathPlot() : m_state(std::make_unique<State>())
{
    m_state->layOut();
}

PathPlot::~PathPlot() = default;

void PathPlot::setContent(PathContent content)
{
    std::erase_if(content.points, [](const PathPoint& point) { return !(point.penalty > 0); });
    m_state->content = std::move(content);
    m_state->layOut();
}

void PathPlot::setChosen(std::optional<double> penalty)
{
    m_state->chosen = penalty;
}

bool PathPlot::isOnChosen(Point point) const
{
    return m_state->chosen && std::abs(point.x - m_state->chosenX()) <= kNear &&
           point.y >= m_state->error.area.y && point.y <= m_state->count.area.bottom();
}

double PathPlot::penaltyAt(Point point) const
{
    const auto& points = m_state->content.points;
    const double penalty = std::pow(10.0, m_state->error.x.toValue(point.x));
    return points.empty() ? penalty
                          : std::clamp(penalty, points.back().penalty, points.front().penalty);
}

void PathPlot::setTheme(const PlotTheme& theme)
{
    m_state->theme = theme;
}

void PathPlot::setPixelRatio(double) {}

void PathPlot::setSize(Size size)
{
    if (size == m_state->size)
        return;
    m_state->size = size;
    m_state->layOut();
}

Size PathPlot::minimumSize() const
{
    return {240, 180};
}

Size PathPlot::preferredSize() const
{
    return {460, 380};
}

std::vector<ScenePlacement> PathPlot::placements() const
{
    return {{m_state->scene, {0, 0, m_state->size.width, m_state->size.height}}};
}

/// The fit nearest along the axis.
std::optional<PlotHit> PathPlot::hitAt(Point point) const
{
    const auto& state = *m_state;
    const bool isInside = point.x >= state.error.area.x - kNear &&
                          point.x <= state.error.area.right() + kNear &&
                          point.y >= state.error.area.y && point.y <= state.count.area.bottom();
    const auto nearest =
        std::ranges::min_element(state.content.points, {}, [&](const PathPoint& fit) {
            return std::abs(state.error.x.toPixel(std::log10(fit.penalty)) - point.x);
        });
    if (!isInside || nearest == state.content.points.end())
        return std::nullopt;
    PlotHit hit;
    hit.text = "\u03B1 = " + shortNumber(nearest->penalty) + "   loss " + fixed(nearest->loss, 4);
    if (nearest->heldOutLoss)
        hit.text += "   held out " + fixed(*nearest->heldOutLoss, 4);
    hit.text += "   " + fixed(nearest->nonzeros, 2) + " weights a unit";
    return hit;
}

std::string PathPlot::dataAsText() const
{
    TextTable table;
    for (const auto* title : {"penalty", "loss", "held-out loss", "weights a unit"})
        table.add(title);
    table.endRow();
    for (const PathPoint& point : m_state->content.points) {
        table.add(plainNumber(point.penalty));
        table.add(plainNumber(point.loss));
        table.add(point.heldOutLoss ? plainNumber(*point.heldOutLoss) : "");
        table.add(plainNumber(point.nonzeros));
        table.endRow();
    }
    return table.text();
}

} // namespace counterpart::plots
