#pragma once

#include "plots/gallery_plot.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::plots {

/// What of a gallery's content decides its layout.
struct GalleryFacts
{
    int filterExtent = 0; ///< longest side of any filter in pixels; 0 = there are none
    int cropExtent = 0;   ///< the same of the crops
    int cropsPerSide = 1;
    int mostPairs = 0; ///< in one section
    std::vector<int> pairsOfSection;
    int titledSections = 0;
    double widestName = 0; ///< logical pixels
    double widestValue = 0;
    bool showsPartners = true;
    bool isSingle = false; ///< one pair in all

    bool hasPictures() const { return filterExtent > 0 || cropExtent > 0; }
};

GalleryFacts factsOf(const GalleryContent& content);

/// The name with its note: "17  ·  98.4".
std::string nameText(const UnitPictures& unit);

/// "r = 0.97"; none where a unit has no partner.
std::optional<std::string> valueText(const GalleryContent& content, const GalleryPair& pair);

/// How the pairs are set: how many in a line, the filter beside or above the crops, and the side of
/// the squares for either in device pixels.
struct GalleryChoice
{
    int columns = 1;
    bool isBeside = false;
    int side = 0;
};

/// One unit's pictures within its block, in device pixels.
struct UnitMeasure
{
    int width = 0;
    int height = 0;
    int filter = 0; ///< side of the filter's slot; 0 = none
    int tile = 0;   ///< side of a crop's slot
    int gap = 0;    ///< between crops
    int cropX = 0;  ///< where the square of crops begins
    int cropY = 0;
    int filterX = 0;
    int filterY = 0;
};

/// Lengths of a gallery in whole device pixels.
class GalleryMeasure
{
public:
    GalleryMeasure(const GalleryFacts& facts, double width, double ratio);

    /// The arrangement for this width and, if given, height (logical pixels).
    GalleryChoice choose(std::optional<double> height) const;
    GalleryChoice smallest(int columns) const;

    UnitMeasure unit(const GalleryChoice& choice) const;
    int cellWidth(const GalleryChoice& choice) const;
    /// A unit with the line of its name above.
    int unitRow(const GalleryChoice& choice) const;
    int cellHeight(const GalleryChoice& choice) const;
    int width(const GalleryChoice& choice) const;
    int height(const GalleryChoice& choice) const;

    int px(double logical) const;
    int margin() const;
    double availableWidth() const; ///< between the margins, logical pixels
    int gutter() const;            ///< at the left, for the names of the networks
    int keyHeight() const;         ///< above, for the same where there is no gutter
    int nameHeight() const;
    int valueHeight() const;
    int titleHeight() const;
    int padding() const { return px(6); } ///< of a cell, for the frame
    int columnGap() const { return px(4); }
    int lineGap() const { return px(6); }
    int sectionGap() const { return px(14); }
    int rowGap() const { return px(10); } ///< between A and B

private:
    int roundedUp(int side) const;
    int pictureSide(const GalleryChoice& choice) const; ///< as drawn; of a name box its width
    bool isComfortable(const GalleryChoice& choice) const;
    std::optional<int> largestSide(int columns, bool isBeside, int most,
                                   std::optional<double> height) const;

    const GalleryFacts& m_facts;
    double m_width;
    double m_ratio;
};

} // namespace counterpart::plots
