#pragma once

namespace counterpart::plots {

/// Logical pixels, y downwards from the top left corner, as in the widgets that show a plot.
struct Point
{
    double x = 0;
    double y = 0;
};

struct Size
{
    double width = 0;
    double height = 0;
    bool operator==(const Size&) const = default;
};

struct Rect
{
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
};

} // namespace counterpart::plots
