#pragma once

#include "plots/canvas.h"
#include "plots/matrix_geometry.h"

#include <vector>

namespace counterpart::plots {

/// Room beside the frame for the marks at its upper and right edge, logical pixels.
inline constexpr double kMarkRoom = 9;

/// Places along both axes.
struct MarkedPlaces
{
    std::vector<core::Index> rows;
    std::vector<core::Index> columns;
};

struct MatrixMarks
{
    MarkedPlaces hover;
    MarkedPlaces current;
    MarkedPlaces selected;
};

/// Thin lines along hovered rows and columns, a box around the current cell with arrows at the
/// edges, ticks at the edges for the selected. Inside the frame every mark has a rim of the
/// opposite lightness, so that it is seen on any colour.
void drawMarks(Canvas& canvas, const PlotTheme& theme, const MatrixMarks& marks,
               const MatrixGeometry& geometry);

} // namespace counterpart::plots
