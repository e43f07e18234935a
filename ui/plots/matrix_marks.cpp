#include "plots/matrix_marks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace counterpart::plots {

namespace {

using core::Index;

constexpr Colour kDarkRim{0, 0, 0, 150};
constexpr Colour kLightRim{255, 255, 255, 255};
constexpr double kRim = 1;
constexpr double kCrosshairWidth = 1;
constexpr double kOutlinedCell = 6; // from this size on, a row is outlined instead of crossed out
constexpr double kFreeAround = 6;   // of the crossing that is left clear on small cells
constexpr double kSmallestBox = 9;
constexpr double kBoxWidth = 2;
constexpr double kMarkGap = 2; // between the frame and marks at its edge
constexpr double kMarkLength = kMarkRoom - kMarkGap;

Rect intersected(const Rect& a, const Rect& b)
{
    const double x = std::max(a.x, b.x);
    const double y = std::max(a.y, b.y);
    return {x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
}

Rect grown(const Rect& rect, double by)
{
    return {rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by};
}

/// The rectangle on whole image pixels, at least one wide and high: half a pixel more or less is
/// not seen, but a blurred line is.
Rect onPixels(const Rect& rect, const MatrixGeometry& geometry)
{
    const auto snap = [](const PlacedAxis& axis, double v) {
        return axis.start + std::round((v - axis.start) / axis.pixel) * axis.pixel;
    };
    const auto length = [](const PlacedAxis& axis, double v) {
        return std::max(1.0, std::round(v / axis.pixel)) * axis.pixel;
    };
    return {snap(geometry.x, rect.x), snap(geometry.y, rect.y), length(geometry.x, rect.width),
            length(geometry.y, rect.height)};
}

/// Fills what of the rectangle lies within the limit.
void fillWithin(Canvas& canvas, const MatrixGeometry& geometry, const Rect& limit, const Rect& rect,
                Colour colour)
{
    const Rect visible = intersected(onPixels(rect, geometry), limit);
    if (visible.width > 0 && visible.height > 0)
        canvas.fill(visible, colour);
}

/// A part of a direction.
struct Span
{
    double from = 0;
    double to = 0;
};

/// Where the lines beside (or through) a place lie.
std::vector<double> linesAt(const PlacedAxis& axis, Index place)
{
    const double from = axis.at(static_cast<double>(place));
    const double to = axis.at(static_cast<double>(place + 1));
    if (to - from >= kOutlinedCell)
        return {from, to};
    return {(from + to) / 2};
}

/// The whole length of an axis, or both sides of the one marked place if cells are small.
std::vector<Span> lengthsOf(const PlacedAxis& axis, const std::vector<Index>& crossed)
{
    const double end = axis.start + axis.size();
    if (axis.cellSize() >= kOutlinedCell || crossed.size() != 1)
        return {{axis.start, end}};
    const double middle = axis.at(static_cast<double>(crossed.front()) + 0.5);
    return {{axis.start, middle - kFreeAround}, {middle + kFreeAround, end}};
}

std::vector<Rect> crosshair(const MarkedPlaces& places, const MatrixGeometry& geometry)
{
    constexpr double kHalf = kCrosshairWidth / 2;
    std::vector<Rect> lines;
    for (const Index row : places.rows)
        for (const double y : linesAt(geometry.y, row))
            for (const Span x : lengthsOf(geometry.x, places.columns))
                lines.push_back({x.from, y - kHalf, x.to - x.from, kCrosshairWidth});
    for (const Index column : places.columns)
        for (const double x : linesAt(geometry.x, column))
            for (const Span y : lengthsOf(geometry.y, places.rows))
                lines.push_back({x - kHalf, y.from, kCrosshairWidth, y.to - y.from});
    return lines;
}

void drawHover(Canvas& canvas, const PlotTheme& theme, const MarkedPlaces& places,
               const MatrixGeometry& geometry)
{
    const Rect frame = geometry.frame();
    const std::vector<Rect> lines = crosshair(places, geometry);
    for (const Rect& line : lines)
        fillWithin(canvas, geometry, frame, grown(line, kRim), kDarkRim);
    for (const Rect& line : lines)
        fillWithin(canvas, geometry, frame, line, theme.hover);
}

/// The four sides of a box of this stroke width, outside of the rectangle.
std::array<Rect, 4> sides(const Rect& inner, double width)
{
    const Rect outer = grown(inner, width);
    return {Rect{outer.x, outer.y, outer.width, width},
            Rect{outer.x, inner.bottom(), outer.width, width},
            Rect{outer.x, inner.y, width, inner.height},
            Rect{inner.right(), inner.y, width, inner.height}};
}

void drawBox(Canvas& canvas, const PlotTheme& theme, Index row, Index column,
             const MatrixGeometry& geometry)
{
    const double x = geometry.x.at(static_cast<double>(column));
    const double y = geometry.y.at(static_cast<double>(row));
    const Rect cell{x, y, geometry.x.cellSize(), geometry.y.cellSize()};
    const double more = std::max(0.0, (kSmallestBox - cell.width) / 2);
    const Rect inner = grown(cell, more);
    // The marks of a cell at the edge may reach over the frame, but not those of a hidden cell.
    const Rect frame = geometry.frame();
    if (!frame.contains({x + cell.width / 2, y + cell.height / 2}))
        return;
    const Rect limit = grown(frame, kBoxWidth + kRim);
    for (const Rect& side : sides(inner, kBoxWidth))
        fillWithin(canvas, geometry, limit, grown(side, kRim), kLightRim);
    for (const Rect& side : sides(inner, kBoxWidth))
        fillWithin(canvas, geometry, limit, side, theme.current);
}

void drawArrows(Canvas& canvas, const PlotTheme& theme, const MarkedPlaces& places,
                const MatrixGeometry& geometry)
{
    const Rect frame = geometry.frame();
    constexpr double kHalf = 4.5;
    for (const Index row : places.rows) {
        const double y = geometry.y.at(static_cast<double>(row) + 0.5);
        const double tip = frame.right() + kMarkGap;
        if (y >= frame.y && y <= frame.bottom())
            canvas.polygon(std::array{Point{tip, y}, Point{tip + kMarkLength, y - kHalf},
                                      Point{tip + kMarkLength, y + kHalf}},
                           theme.current);
    }
    for (const Index column : places.columns) {
        const double x = geometry.x.at(static_cast<double>(column) + 0.5);
        const double tip = frame.y - kMarkGap;
        if (x >= frame.x && x <= frame.right())
            canvas.polygon(std::array{Point{x, tip}, Point{x - kHalf, tip - kMarkLength},
                                      Point{x + kHalf, tip - kMarkLength}},
                           theme.current);
    }
}

void drawEdgeTicks(Canvas& canvas, const PlotTheme& theme, const MarkedPlaces& places,
                   const MatrixGeometry& geometry)
{
    const Rect frame = geometry.frame();
    const double width = std::clamp(geometry.x.cellSize() - 1, 1.5, 4.0);
    for (const Index row : places.rows) {
        const double y = geometry.y.at(static_cast<double>(row) + 0.5);
        if (y >= frame.y && y <= frame.bottom())
            canvas.fill(
                onPixels({frame.right() + kMarkGap, y - width / 2, kMarkLength, width}, geometry),
                theme.selected);
    }
    for (const Index column : places.columns) {
        const double x = geometry.x.at(static_cast<double>(column) + 0.5);
        if (x >= frame.x && x <= frame.right())
            canvas.fill(
                onPixels({x - width / 2, frame.y - kMarkRoom, width, kMarkLength}, geometry),
                theme.selected);
    }
}

} // namespace

void drawMarks(Canvas& canvas, const PlotTheme& theme, const MatrixMarks& marks,
               const MatrixGeometry& geometry)
{
    drawEdgeTicks(canvas, theme, marks.selected, geometry);
    drawHover(canvas, theme, marks.hover, geometry);
    if (!marks.current.rows.empty() && !marks.current.columns.empty())
        drawBox(canvas, theme, marks.current.rows.front(), marks.current.columns.front(), geometry);
    drawArrows(canvas, theme, marks.current, geometry);
}

} // namespace counterpart::plots
