#pragma once

#include "plots/canvas.h"
#include "plots/gallery_layout.h"

#include <map>
#include <span>
#include <tuple>

#include <vtkSmartPointer.h>

class vtkImageData;

namespace counterpart::plots {

/// Pictures at the sizes at which they were drawn. To be forgotten with the content.
using ScaledPictures =
    std::map<std::tuple<const core::Picture*, int, int>, vtkSmartPointer<vtkImageData>>;

/// Draws a laid out gallery.
class GalleryDrawing
{
public:
    /// All are referred to. `ratio` is device pixels a logical pixel.
    GalleryDrawing(Canvas& canvas, const PlotTheme& theme, double ratio, ScaledPictures& pictures);

    void texts(const GalleryLayout& layout);
    void pairs(const GalleryLayout& layout);
    /// Frames the pairs of these units: by the units of A if any of them is shown, as a unit of B
    /// may be the partner of several. `step` moves the frame inwards, so that two can be seen.
    void frames(const GalleryLayout& layout, std::span<const core::UnitRef> units, Colour colour,
                int step);

private:
    void slot(const PictureSlot& slot);
    void box(const PlacedUnit& unit, const GalleryLayout& layout);
    void frameUnits(const PlacedPair& placed, std::span<const core::UnitRef> units, Colour colour,
                    double inset);
    Colour colourOf(core::Side side) const;

    Canvas& m_canvas;
    const PlotTheme& m_theme;
    double m_ratio;
    ScaledPictures& m_pictures;
};

} // namespace counterpart::plots
