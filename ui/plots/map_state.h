#pragma once

#include "plots/canvas.h"
#include "plots/map_layout.h"
#include "plots/map_plot.h"

#include <vtkContextScene.h>
#include <vtkNew.h>

#include <optional>
#include <utility>

namespace counterpart::plots {

/// What a MapPlot consists of; painted by map_drawing.cpp.
struct MapPlot::State
{
    MapContent content;
    std::optional<std::pair<int, int>> current;
    PlotTheme theme = lightTheme();
    Size size{480, 400};
    MapLayout layout;
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> item;

    State();
    int rows() const { return static_cast<int>(content.rows.names.size()); }
    int columns() const { return static_cast<int>(content.columns.names.size()); }
    std::size_t place(int row, int column) const
    {
        return static_cast<std::size_t>(row * columns() + column);
    }
    void layOut();
    Colour colourOf(double value) const;
    Colour barColour(const MapBar& bar, int category) const;
    void paint(Canvas canvas) const;
    void paintCells(Canvas& canvas) const;
    void paintNames(Canvas& canvas) const;
    void paintTitles(Canvas& canvas) const;
    void paintBars(Canvas& canvas) const;
    void paintTree(Canvas& canvas) const;
    void paintColourBar(Canvas& canvas) const;
};

} // namespace counterpart::plots
