#pragma once

#include "plots/block_diagram_plot.h"
#include "plots/canvas.h"

#include <vtkContextScene.h>
#include <vtkNew.h>

#include <string>
#include <unordered_map>
#include <vector>

namespace counterpart::plots {

/// What a BlockDiagramPlot consists of; painted by block_diagram_drawing.cpp.
struct BlockDiagramPlot::State
{
    BlockContent content;
    core::LeafSpan chosen;
    MatrixPlot matrix;
    PlotTheme theme = lightTheme();
    Size size;
    std::unordered_map<core::UnitRef, std::vector<std::size_t>> placesOfUnit;
    std::vector<int> blockOfPlace; ///< -1 outside of blocks
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> overlay;

    void index();
    void indexBlocks();
    std::vector<core::UnitRef> asPlaces(const std::vector<core::UnitRef>& units) const;
    std::string nameOf(std::size_t place) const;
    void paint(Canvas canvas) const;
    void paintBars(Canvas& canvas, const MatrixGeometry& geometry) const;
    void paintDiagonal(Canvas& canvas, const MatrixGeometry& geometry) const;
    void paintOutline(Canvas& canvas, const MatrixGeometry& geometry, core::LeafSpan span,
                      Colour colour, double width) const;
    Colour colourOf(core::Side side) const
    {
        return side == core::Side::A ? theme.networkA : theme.networkB;
    }
};

} // namespace counterpart::plots
