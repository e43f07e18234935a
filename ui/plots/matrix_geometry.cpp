#include "plots/matrix_geometry.h"

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

using core::Index;

constexpr double kLargestCell = 64; // logical pixels
// Vector images are aligned to device pixels if a cell has this many, and cells fill this share.
constexpr double kAlignedCell = 4;
constexpr double kAlignedFill = 0.85;
constexpr double kSmallestImageCell = 4;
constexpr double kLargestImageCell = 32;
constexpr double kGoodImageSide = 2048;
constexpr double kMostWholeCells = 1024;

double asDouble(Index value)
{
    return static_cast<double>(value);
}

/// Image pixels a cell for an image of `visible` cells that is not bound to device pixels, of which
/// a cell takes `devicePixels`.
double imageCell(double visible, double devicePixels)
{
    if (visible <= kMostWholeCells)
        return std::clamp(std::floor(kGoodImageSide / visible), kSmallestImageCell,
                          kLargestImageCell);
    const double pixels = std::max(devicePixels, kMostWholeCells / visible);
    return pixels >= 1 ? std::floor(pixels) : pixels;
}

/// Whether whole device pixels a cell fill the area well enough for vector graphics.
bool isAligned(double cellPixels)
{
    return cellPixels >= kAlignedCell && std::floor(cellPixels) >= kAlignedFill * cellPixels;
}

Index totalPixels(Index cells, double cellPixels)
{
    if (cellPixels >= 1)
        return cells * static_cast<Index>(std::floor(cellPixels + 1e-9));
    return std::max<Index>(1, static_cast<Index>(std::floor(asDouble(cells) * cellPixels + 1e-6)));
}

PlacedAxis placeAxis(Index cells, double cellPixels, double pixel, double available, double place)
{
    PlacedAxis axis;
    axis.cells = cells;
    axis.total = totalPixels(cells, cellPixels);
    axis.pixel = pixel;
    const auto most = static_cast<Index>(std::floor(available / pixel + 1e-6));
    axis.length = std::clamp<Index>(most, 1, axis.total);
    const auto wanted =
        static_cast<Index>(std::llround(place * asDouble(axis.total) / asDouble(cells)));
    axis.offset = std::clamp<Index>(wanted, 0, axis.total - axis.length);
    return axis;
}

} // namespace

double PlacedAxis::at(double place) const
{
    return start + (place * asDouble(total) / asDouble(cells) - asDouble(offset)) * pixel;
}

double PlacedAxis::placeAt(double coordinate) const
{
    return ((coordinate - start) / pixel + asDouble(offset)) * asDouble(cells) / asDouble(total);
}

Index PlacedAxis::firstVisible() const
{
    return offset * cells / total;
}

Index PlacedAxis::lastVisible() const
{
    return std::min(cells - 1, ((offset + length) * cells - 1) / total);
}

double fittingCell(Index rows, Index columns, const Rect& area)
{
    return std::min(area.width / asDouble(columns), area.height / asDouble(rows));
}

MatrixGeometry layOutMatrix(Index rows, Index columns, const Rect& area, const MatrixView& view,
                            const ImageTarget& target)
{
    const double cell = std::max(view.cell, fittingCell(rows, columns, area));
    double cellPixels = cell * target.ratio;
    double pixel = 1 / target.ratio;
    if (target.isVector && !isAligned(cellPixels)) {
        const double visible = std::max(std::min(asDouble(columns), area.width / cell),
                                        std::min(asDouble(rows), area.height / cell));
        cellPixels = imageCell(visible, cellPixels);
        pixel = cell / cellPixels;
    }
    MatrixGeometry geometry;
    geometry.x = placeAxis(columns, cellPixels, pixel, area.width, view.column);
    geometry.y = placeAxis(rows, cellPixels, pixel, area.height, view.row);
    const auto snap = [&](double v) { return std::round(v * target.ratio) / target.ratio; };
    geometry.x.start = snap(area.x + (area.width - geometry.x.size()) / 2);
    geometry.y.start = snap(area.y);
    return geometry;
}

MatrixView zoomed(const MatrixView& view, const MatrixGeometry& now, const Rect& area,
                  const ImageTarget& target, Point centre, double factor)
{
    const Index rows = now.y.cells;
    const Index columns = now.x.cells;
    const double fit = fittingCell(rows, columns, area);
    double cell = std::max(view.cell, fit) * factor;
    const double shown = now.x.cellSize() * target.ratio;
    if (shown >= 1 && factor >= 1.1)
        cell = std::max(cell, (std::floor(shown + 1e-6) + 1) / target.ratio);
    else if (shown > 1 && factor <= 1 / 1.1)
        cell = std::min(cell, (std::ceil(shown - 1e-6) - 0.01) / target.ratio);
    cell = std::min(cell, std::max(kLargestCell, fit));
    if (cell <= fit)
        return {};
    // The frame may grow, so its place is found before the place under the pointer is kept.
    MatrixView next{cell, 0, 0};
    const MatrixGeometry grown = layOutMatrix(rows, columns, area, next, target);
    next.column = now.x.placeAt(centre.x) - (centre.x - grown.x.start) / grown.x.cellSize();
    next.row = now.y.placeAt(centre.y) - (centre.y - grown.y.start) / grown.y.cellSize();
    const MatrixGeometry kept = layOutMatrix(rows, columns, area, next, target);
    next.column = kept.x.placeAt(kept.x.start);
    next.row = kept.y.placeAt(kept.y.start);
    return next;
}

MatrixView panned(const MatrixView& view, const MatrixGeometry& now, Point from, Point to)
{
    const auto moved = [](const PlacedAxis& axis, double distance) {
        const double place = axis.placeAt(axis.start) - distance / axis.cellSize();
        const double last =
            asDouble(axis.total - axis.length) * asDouble(axis.cells) / asDouble(axis.total);
        return std::clamp(place, 0.0, last);
    };
    return {view.cell, moved(now.y, to.y - from.y), moved(now.x, to.x - from.x)};
}

} // namespace counterpart::plots
