#pragma once

#include "plots/chart_axes.h"
#include "plots/geometry.h"
#include "plots/xy_plot.h"

#include <string>
#include <vector>

namespace counterpart::plots {

struct XyLegendEntry
{
    std::string text;
    int series = -1; ///< or a band, or (both -1) a note
    int band = -1;
    Rect rect;
};

/// Where the parts of an XyPlot lie, in logical pixels.
struct XyLayout
{
    std::string title; ///< as it fits
    Point titleAt;     ///< its upper middle
    std::vector<XyLegendEntry> legend;
    Rect area;
    AxisScale x;
    AxisScale y;
    Ticks xTicks;
    Ticks yTicks;
    double barWidth = 0; ///< in pixels

    Point at(double px, double py) const { return {x.toPixel(px), y.toPixel(py)}; }
};

inline constexpr double kXySample = 18;

/// `hasMarker`: room for what is written at the marker is kept above the area.
XyLayout layOutXy(const XyContent& content, bool hasMarker, Size size);

} // namespace counterpart::plots
