#include "plots/path_plot.h"

#include "plots/path_state.h"
#include "plots/plot_tables.h"
#include "plots/text_metrics.h"
#include "plots/ticks.h"

#include <array>

namespace counterpart::plots {

namespace {

constexpr double kNear = 6;
constexpr double kPanelGap = 14;
constexpr double kUpperShare = 0.6; ///< of the height, for the error
constexpr double kFallback = 1e-3;  ///< an axis for a path without points

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

core::DataTable pathTable(const char* name, const std::vector<PathPoint>& points)
{
    core::DataTable table{name,
                          {core::numberColumn("penalty"), core::numberColumn("loss"),
                           core::numberColumn("held-out loss"),
                           core::numberColumn("weights a unit")}};
    for (const PathPoint& point : points)
        table.addRow({point.penalty, point.loss, core::cellOf(point.heldOutLoss), point.nonzeros});
    return table;
}

} // namespace

std::string penaltyText(double penalty)
{
    if (penalty == 0)
        return "0";
    const int decimals = std::clamp(2 - static_cast<int>(std::floor(std::log10(penalty))), 0, 6);
    return fixed(penalty, decimals);
}

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
    error.yTitle = "\u00BD error\u00B2 / variance";
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
    const FigureParts& parts = content.parts;
    const double top = kMargin + titleHeight() + (parts.legend ? tick : 0) + 8;
    const double below = parts.axes ? 2 * tick + kTickLabelOffset + kMargin + 4 : kMargin;
    const double room = std::max(60.0, size.height - top - below - kPanelGap);
    const double left =
        kMargin +
        (parts.axes ? tick + 6 + textWidth("0.00", TextRole::Tick) + kTickLabelOffset : 0);
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
        chart->xTicks = chart->yTicks = {};
        if (!parts.axes)
            continue;
        chart->xTicks = decadeTicks(chart->x.low, chart->x.high);
        chart->yTicks = niceTicks(chart->y.low, chart->y.high,
                                  std::max(3, static_cast<int>(chart->area.height / 28)));
    }
}

PathPlot::PathPlot() : m_state(std::make_unique<State>())
{
    m_state->layOut();
}

PathPlot::~PathPlot() = default;

void PathPlot::setContent(PathContent content)
{
    content.parts = m_state->content.parts;
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

void PathPlot::setParts(const FigureParts& parts)
{
    m_state->content.parts = parts;
    m_state->layOut();
}

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

bool PathPlot::isEmpty() const
{
    return m_state->content.points.empty();
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
    hit.text = "\u03B1 = " + penaltyText(nearest->penalty) + "   loss " + fixed(nearest->loss, 4);
    if (nearest->heldOutLoss)
        hit.text += "   held out " + fixed(*nearest->heldOutLoss, 4);
    hit.text += "   " + fixed(nearest->nonzeros, 2) + " weights a unit";
    return hit;
}

TableMaker PathPlot::tables() const
{
    const PathContent& content = m_state->content;
    core::DataTable path = pathTable("values", content.points);
    if (content.leastLoss)
        path.addRow({0.0, *content.leastLoss, core::TableCell(), core::TableCell()});
    if (content.replicas.empty())
        return madeTables({path});
    path.name = "path";
    return madeTables({path, pathTable("published optimiser", content.replicas)});
}

} // namespace counterpart::plots
