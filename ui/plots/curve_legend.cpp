#include "plots/curve_legend.h"

#include "plots/text_metrics.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace counterpart::plots {

namespace {

constexpr double kInset = 8;
constexpr double kPadding = 6;
constexpr double kLineHeight = 18;
constexpr double kColumnGap = 18;

std::vector<LegendLine> legendLines(const CurveContent& content, double maxWidth)
{
    std::vector<LegendLine> lines;
    const auto add = [&](int curve, const std::string& text) {
        const double sample = curve < 0 ? 0 : kLegendSampleWidth + kLegendSampleGap;
        const auto shown = elided(text, TextRole::Label, maxWidth - sample);
        const double width = sample + textWidth(shown, TextRole::Label);
        lines.push_back({curve, shown, {0, 0, std::ceil(width), kLineHeight}});
    };
    for (std::size_t i = 0; i < content.curves.size(); ++i)
        if (!content.curves[i].name.empty())
            add(static_cast<int>(i), content.curves[i].name);
    for (const auto& note : content.notes)
        add(-1, note);
    return lines;
}

bool touchesCurve(const CurveLayout& layout, const Rect& box)
{
    constexpr double kAir = 5;
    const auto isApart = [&](Point a, Point b) {
        return std::max(a.x, b.x) < box.x - kAir || std::min(a.x, b.x) > box.right() + kAir ||
               std::max(a.y, b.y) < box.y - kAir || std::min(a.y, b.y) > box.bottom() + kAir;
    };
    return std::ranges::any_of(layout.points, [&](const std::vector<Point>& points) {
        for (std::size_t i = 0; i < points.size(); ++i)
            if (!isApart(points[i > 0 ? i - 1 : 0], points[i]))
                return true;
        return false;
    });
}

/// A corner of the axes where the box covers no curve: at the right above first, as such curves
/// fall.
std::optional<Rect> freeCorner(const CurveLayout& layout, Size box)
{
    const Rect& area = layout.axes.area;
    const double left = area.x + kInset;
    const double right = area.right() - kInset - box.width;
    const double top = area.y + kInset;
    const double bottom = area.bottom() - kInset - box.height;
    if (right < left || bottom < top)
        return std::nullopt;
    for (const Point corner :
         {Point{right, top}, Point{left, bottom}, Point{right, bottom}, Point{left, top}}) {
        const Rect rect{std::round(corner.x), std::round(corner.y), box.width, box.height};
        if (!touchesCurve(layout, rect))
            return rect;
    }
    return std::nullopt;
}

void placeInside(CurveLayout& layout, const Rect& box)
{
    layout.legendBox = box;
    double y = box.y + kPadding;
    for (auto& line : layout.legend) {
        line.rect.x = box.x + kPadding;
        line.rect.y = y;
        y += line.rect.height;
    }
}

/// Sets the lines in rows that fill from the left; returns the height they take.
double placeInRows(std::vector<LegendLine>& lines, double left, double top, double width)
{
    double x = left;
    double y = top;
    for (auto& line : lines) {
        if (x > left && x + line.rect.width > left + width) {
            x = left;
            y += kLineHeight;
        }
        line.rect.x = x;
        line.rect.y = y;
        x += line.rect.width + kColumnGap;
    }
    return y + kLineHeight - top;
}

} // namespace

double placeLegend(CurveLayout& layout, const CurveContent& content)
{
    const Rect area = layout.axes.area;
    if (!content.parts.legend)
        return 0;
    layout.legend = legendLines(content, area.width - 2 * (kInset + kPadding));
    if (layout.legend.empty())
        return 0;
    double width = 0;
    for (const auto& line : layout.legend)
        width = std::max(width, line.rect.width);
    const auto lines = static_cast<double>(layout.legend.size());
    const Size box{width + 2 * kPadding, kLineHeight * lines + 2 * kPadding};
    if (const auto corner = freeCorner(layout, box)) {
        placeInside(layout, *corner);
        return 0;
    }
    layout.legend = legendLines(content, area.width);
    return placeInRows(layout.legend, area.x, area.y, area.width);
}

} // namespace counterpart::plots
