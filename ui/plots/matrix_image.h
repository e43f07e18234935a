#pragma once

#include "plots/colour_map.h"
#include "plots/matrix_geometry.h"
#include "plots/matrix_pyramid.h"

#include <span>

class vtkImageData;

namespace counterpart::plots {

/// What a picture of a matrix is made from. The marks have one element a place: not 0 where the
/// unit is dead.
struct MatrixImageSource
{
    const MatrixPyramid& values;
    std::span<const Colour, 256> colours;
    ColourLimits limits;
    std::span<const char> deadRows;
    std::span<const char> deadColumns;
    Colour dead;
};

/// Paints the shown part, a pixel of four bytes (RGBA) for each image pixel, bottom row first as
/// VTK keeps images. Where several cells share a pixel it has the colour of the strongest value,
/// and the colour of dead units only if all its rows or all its columns are dead. The image's
/// memory is used again if its size stays the same. Cost: the cells or pixels shown, whichever are
/// fewer, times at most four, on all threads.
void paintMatrixImage(vtkImageData& image, const MatrixImageSource& source, const PixelAxis& rows,
                      const PixelAxis& columns);

/// A cell by its places.
struct MatrixCell
{
    core::Index row = 0;
    core::Index column = 0;
};

/// The cell whose value gave image pixel (x, y), counted from the upper left, its colour.
MatrixCell cellAtPixel(const MatrixPyramid& values, const PixelAxis& rows, const PixelAxis& columns,
                       core::Index y, core::Index x);

} // namespace counterpart::plots
