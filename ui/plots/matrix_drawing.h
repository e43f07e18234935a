#pragma once

#include "plots/canvas.h"
#include "plots/matrix_geometry.h"
#include "plots/matrix_plot.h"

#include <vtkSmartPointer.h>

#include <optional>

namespace counterpart::plots {

/// Logical pixels around the cells of a matrix: for title and upper marks; for row title and
/// numbers; for column numbers and title; for marks and colour bar.
struct MatrixRoom
{
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
};

struct ColourBar
{
    ColourMap map = ColourMap::Gray;
    ColourLimits limits;
};

MatrixRoom roomAround(const MatrixContent& content, const std::optional<ColourBar>& bar);

/// Title, axis titles and unit numbers.
void drawAxes(Canvas& canvas, const PlotTheme& theme, const MatrixContent& content,
              const MatrixGeometry& geometry, Size size, bool withBar);

/// The scale of colours right of the cells, and the colour of dead units below it if there are any.
void drawColourBar(Canvas& canvas, const PlotTheme& theme, const MatrixContent& content,
                   const ColourBar& bar, const MatrixGeometry& geometry, double ratio);

} // namespace counterpart::plots
