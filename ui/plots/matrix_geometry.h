#pragma once

#include "core/base/types.h"
#include "plots/geometry.h"

namespace counterpart::plots {

/// The part of a matrix that is asked for. Cells are square.
struct MatrixView
{
    double cell = 0;   ///< logical pixels a cell; 0: as large as fits
    double row = 0;    ///< place at the upper edge
    double column = 0; ///< place at the left edge
};

/// One direction of a matrix image: `total` pixels would show all cells, of which the `length`
/// pixels from `offset` on are shown. `total` is a multiple of `cells`, or less than it: then
/// several cells share a pixel.
struct PixelAxis
{
    core::Index cells = 0;
    core::Index total = 0;
    core::Index offset = 0;
    core::Index length = 0;

    bool operator==(const PixelAxis&) const = default;
};

/// A PixelAxis on the page.
struct PlacedAxis : PixelAxis
{
    double start = 0; ///< logical pixels, where the first image pixel begins
    double pixel = 1; ///< logical pixels an image pixel

    double size() const { return pixel * static_cast<double>(length); }
    double cellSize() const
    {
        return pixel * static_cast<double>(total) / static_cast<double>(cells);
    }
    /// Where a place (the upper or left edge of its cell) lies.
    double at(double place) const;
    double placeAt(double coordinate) const;
    /// The cells of which something is seen: [first, last].
    core::Index firstVisible() const;
    core::Index lastVisible() const;
};

struct MatrixGeometry
{
    PlacedAxis x;
    PlacedAxis y;

    Rect frame() const { return {x.start, y.start, x.size(), y.size()}; }
};

/// What images are made for: a raster of `ratio` device pixels a logical pixel, or (SVG, PDF) one
/// without pixels of its own, which may place an image anywhere.
struct ImageTarget
{
    double ratio = 1;
    bool isVector = false;
};

/// Logical pixels a cell when the whole matrix fills the area; not yet cut to whole pixels.
double fittingCell(core::Index rows, core::Index columns, const Rect& area);

/// Lays the matrix out at the top centre of the area. On a raster a cell of a device pixel or more
/// takes whole device pixels. So it does in vector graphics if these are four or more and leave
/// little of the area free; else cells there fill the area exactly and are given four image pixels
/// or more, but with more than 1024 visible cells (in either direction) no more than device pixels,
/// because the file would hardly open.
/// Both numbers of cells and both sides of the area must be positive.
MatrixGeometry layOutMatrix(core::Index rows, core::Index columns, const Rect& area,
                            const MatrixView& view, const ImageTarget& target);

/// The view after a zoom that keeps the place under the pointer. Cells stay between the fitting
/// size and 64 logical pixels (or the fitting size, if larger); a step of a tenth or more changes
/// a cell by at least a device pixel.
MatrixView zoomed(const MatrixView& view, const MatrixGeometry& now, const Rect& area,
                  const ImageTarget& target, Point centre, double factor);

/// The view after the content was dragged from one point to another, clamped to the matrix.
MatrixView panned(const MatrixView& view, const MatrixGeometry& now, Point from, Point to);

} // namespace counterpart::plots
