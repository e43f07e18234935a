#pragma once

#include "plots/canvas.h"
#include "plots/curve_layout.h"

#include <optional>
#include <vector>

namespace counterpart::plots {

Colour curveColour(const PlotTheme& theme, CurveRole role);

/// Of the pen. The semi-matching curve lies under the matching one and is never below it: wider, so
/// that it is seen where the two agree.
double curveWidth(const Curve& curve, const CurveContent& content);

/// What a CurvePlot has over its chart: titles, threshold, markers, legend.
class CurveDrawing
{
public:
    /// All are referred to.
    CurveDrawing(Canvas& canvas, const PlotTheme& theme, const CurveContent& content,
                 const CurveLayout& layout);

    void titles();
    void threshold(double value);
    /// The points of curves with markers, and a curve's only point.
    void markers();
    void legend(std::optional<double> threshold);
    void ring(Point centre, Colour colour, double radius);

private:
    void legendSample(const Curve& curve, Point left);

    Canvas& m_canvas;
    const PlotTheme& m_theme;
    const CurveContent& m_content;
    const CurveLayout& m_layout;
};

} // namespace counterpart::plots
