#pragma once

#include "plots/canvas.h"
#include "plots/chart_axes.h"
#include "plots/path_plot.h"

#include <vtkContextScene.h>
#include <vtkNew.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <string>

namespace counterpart::plots {

/// "0.032", with as many digits as tell penalties apart.
std::string penaltyText(double penalty);

/// What a PathPlot consists of; painted by path_drawing.cpp.
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
    double titleHeight() const;
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

} // namespace counterpart::plots
