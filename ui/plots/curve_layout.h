#pragma once

#include "plots/chart_axes.h"
#include "plots/curve_plot.h"

#include <string>
#include <vector>

namespace counterpart::plots {

/// One line of the legend: the name of a curve beside a piece of it, or a note.
struct LegendLine
{
    int curve = -1; ///< -1 = a note
    std::string text;
    Rect rect;
};

struct CurveText
{
    Point centre;
    std::string text;
};

/// Where everything of a CurvePlot lies.
struct CurveLayout
{
    ChartAxes axes;
    /// Titles in their places (centres), elided where they are too long.
    CurveText title;
    CurveText xTitle;
    CurveText yTitle;
    std::vector<LegendLine> legend;
    Rect legendBox; ///< behind the legend if it lies inside the axes, else empty

    /// The points of each curve, in the order of the content.
    std::vector<std::vector<Point>> points;
};

/// The piece of a curve that a legend line shows.
inline constexpr double kLegendSampleWidth = 22;
inline constexpr double kLegendSampleGap = 7;

/// Where a value stands on the vertical axis: itself, or its logarithm to base 10.
double heightOf(double y, const CurveContent& content);

/// Places of the curve's points along x: ranks from 1, categories from 0.
std::vector<int> placesOf(const Curve& curve, const CurveContent& content);

/// Lays out for this size. The legend (with the notes) goes into a corner where it covers no curve,
/// or, if there is none, above the axes.
CurveLayout layOutCurves(const CurveContent& content, bool hasThreshold, Size size);

} // namespace counterpart::plots
