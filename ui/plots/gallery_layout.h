#pragma once

#include "plots/gallery_plot.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::plots {

/// A text in its place, its anchor in the middle of the line's height.
struct GalleryText
{
    Point anchor;
    std::string text;
    TextRole role = TextRole::Label;
    HorizontalAlign align = HorizontalAlign::Left;
    std::optional<core::Side> side; ///< whose colour it has; none = the text's own
};

/// A slot for a picture, which is drawn in the middle of it as large as whole pixels allow.
struct PictureSlot
{
    const core::Picture* picture = nullptr; ///< none = an empty frame
    Rect rect;
};

/// A unit in its place.
struct PlacedUnit
{
    const UnitPictures* unit = nullptr; ///< none = "no partner"
    core::Side network = core::Side::A; ///< whose colour its name has
    Rect block;                         ///< around its pictures
    std::vector<PictureSlot> slots;     ///< empty if it has no pictures: a box with its name
};

struct PlacedPair
{
    const GalleryPair* pair = nullptr;
    Rect cell;
    core::SidePair<std::optional<PlacedUnit>> units;
};

/// Where everything of a GalleryPlot lies, on whole device pixels. Points into the content.
struct GalleryLayout
{
    std::vector<PlacedPair> pairs;
    std::vector<GalleryText> texts;
    bool hasHeaders = false; ///< the units' names stand above their pictures, not in boxes
    std::string noPartner;
    double height = 0; ///< taken, with margins
};

/// Lays the content out for a width in logical pixels: all pairs of a section in a line and the
/// pictures as large as the height allows; if there is no height, or nothing fits into it, at a
/// comfortable size and in as many lines as that takes.
GalleryLayout layOutGallery(const GalleryContent& content, double width,
                            std::optional<double> height, double ratio);

/// The size at which all pairs of a section (at most eight) stand in a line, as small as can be.
Size smallestGallery(const GalleryContent& content, double ratio);
/// The width at which they stand in a line comfortably.
double comfortableGalleryWidth(const GalleryContent& content, double ratio);

} // namespace counterpart::plots
