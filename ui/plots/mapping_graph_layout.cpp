#include "plots/mapping_graph_layout.h"

#include "plots/text_metrics.h"

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kSmallestWindow = 0.002;
constexpr double kLargestPicture = 40;
constexpr double kSmallestPicture = 6;
constexpr double kGap = 5;

bool hasPictures(const GraphColumn& column)
{
    return std::ranges::any_of(column.units, [](const GraphUnit& unit) {
        return unit.picture && !unit.picture->isEmpty();
    });
}

} // namespace

void GraphWindow::zoomAt(double share, double factor)
{
    const double length = std::clamp((high - low) / factor, kSmallestWindow, 1.0);
    const double fixed = low + share * (high - low);
    low = std::clamp(fixed - share * length, 0.0, 1 - length);
    high = low + length;
}

void GraphWindow::move(double shares)
{
    const double length = high - low;
    low = std::clamp(low + shares * length, 0.0, 1 - length);
    high = low + length;
}

double GraphLayout::yOf(std::size_t column, int place) const
{
    const double whole = area.height / (window.high - window.low);
    return area.y - window.low * whole + (place + 0.5) * rowHeight[column];
}

bool GraphLayout::isVisible(std::size_t column, int place) const
{
    const double y = yOf(column, place);
    return y >= area.y && y <= area.bottom();
}

int GraphLayout::placeAt(std::size_t column, double y) const
{
    const double whole = area.height / (window.high - window.low);
    return static_cast<int>(std::floor((y - area.y + window.low * whole) / rowHeight[column]));
}

GraphLayout layOutGraph(const MappingGraphContent& content, Size size, double pixelRatio,
                        const GraphWindow& window)
{
    GraphLayout layout;
    layout.window = window;
    const double label = lineHeight(TextRole::Label);
    const double tick = lineHeight(TextRole::Tick);
    const FigureParts& parts = content.parts;
    const double title = parts.title ? lineHeight(TextRole::Title) + 4 : 0;
    const double top = std::ceil(kMargin + title + (parts.axes ? label : 0) + 6);
    const double bottom = std::floor(size.height - kMargin - (parts.legend ? tick + 6 : 0));
    layout.area.y = top;
    layout.area.height = std::max(20.0, bottom - top);
    const double whole = layout.area.height / (window.high - window.low);
    const std::array<const GraphColumn*, 2> columns{&content.predictors, &content.targets};
    double narrowest = kLargestPicture + 2;
    for (std::size_t k = 0; k < 2; ++k) {
        const auto count = static_cast<double>(std::max<std::size_t>(columns[k]->units.size(), 1));
        layout.rowHeight[k] = whole / count;
        narrowest = std::min(narrowest, layout.rowHeight[k]);
        for (const GraphUnit& unit : columns[k]->units)
            layout.numberWidth =
                std::max(layout.numberWidth,
                         textWidth(std::to_string(unit.unit.unit.value), TextRole::Tick));
    }
    layout.hasNumbers = parts.axes && narrowest >= tick - 3;
    const double room = std::floor((std::min(narrowest, kLargestPicture) - 2) * pixelRatio);
    if (room >= kSmallestPicture * pixelRatio &&
        (hasPictures(content.predictors) || hasPictures(content.targets)))
        layout.pictureSide = room / pixelRatio;
    double beside = kMargin + 6;
    if (layout.hasNumbers)
        beside += layout.numberWidth + kGap;
    if (layout.pictureSide > 0)
        beside += layout.pictureSide + kGap;
    layout.lineX = {std::round(beside), std::round(size.width - beside)};
    layout.area.x = layout.lineX[0];
    layout.area.width = layout.lineX[1] - layout.lineX[0];
    return layout;
}

double distanceToLine(Point point, Point from, Point to)
{
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double square = dx * dx + dy * dy;
    const double along =
        square > 0
            ? std::clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / square, 0.0, 1.0)
            : 0;
    return std::hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}

} // namespace counterpart::plots
