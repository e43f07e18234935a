#pragma once

#include "plots/geometry.h"
#include "plots/plot_style.h"
#include "plots/ticks.h"

class vtkChartXY;

namespace counterpart::plots {

/// The scale of an axis: `low` is drawn at `start`, `high` at `start + length` (negative upwards).
struct AxisScale
{
    double low = 0;
    double high = 1;
    double start = 0;
    double length = 1;

    double toPixel(double value) const { return start + (value - low) / (high - low) * length; }
    double toValue(double pixel) const { return low + (pixel - start) / length * (high - low); }
};

/// What a chart's axes look like. `area` is the rectangle between the axes, in whole logical pixels
/// of a scene that is `sceneHeight` high.
struct ChartAxes
{
    Rect area;
    double sceneHeight = 0;
    AxisScale x;
    AxisScale y;
    Ticks xTicks;
    Ticks yTicks;
    double xLabelRotation = 0; ///< degrees anticlockwise; 0 = centred under the ticks
    bool hasVerticalGrid = true;
};

/// Space between an axis and its tick labels.
inline constexpr double kTickLabelOffset = 7;

/// Where the scales of `axes` run over its area.
void spanScales(ChartAxes& axes);

/// Lays the chart out with its axes exactly on the area, whatever the texts' sizes, in the colours
/// and fonts of the theme. Titles are left to the plot.
void applyAxes(vtkChartXY* chart, const ChartAxes& axes, const PlotTheme& theme);

} // namespace counterpart::plots
