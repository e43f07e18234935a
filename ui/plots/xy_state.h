#pragma once

#include "plots/canvas.h"
#include "plots/xy_layout.h"
#include "plots/xy_plot.h"

#include <vtkContextScene.h>
#include <vtkNew.h>

#include <optional>
#include <string>
#include <vector>

namespace counterpart::plots {

/// What an XyPlot consists of; painted by xy_drawing.cpp.
struct XyPlot::State
{
    XyContent content;
    std::optional<double> marker;
    std::string markerName;
    PlotTheme theme = lightTheme();
    Size size{460, 340};
    Highlight highlight;
    XyLayout layout;
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> item;

    State();
    void layOut();
    Colour colourOf(const XyColour& colour) const;
    bool hasMarks(const XySeries& series) const;
    Rect barOf(const XyPoint& point) const;
    void paint(Canvas canvas) const;
    void paintAxes(Canvas& canvas) const;
    void paintAxisTitles(Canvas& canvas) const;
    void paintLegend(Canvas& canvas) const;
    void paintBand(Canvas& canvas, const XyBand& band) const;
    void paintSeries(Canvas& canvas, const XySeries& series) const;
    void paintLabels(Canvas& canvas) const;
    void paintRings(Canvas& canvas, const std::vector<core::UnitRef>& units, Colour colour) const;
    void paintMarker(Canvas& canvas) const;
};

} // namespace counterpart::plots
