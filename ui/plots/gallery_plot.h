#pragma once

#include "core/io/pictures.h"
#include "plots/figure_parts.h"
#include "plots/plot.h"

#include <memory>
#include <string>
#include <vector>

namespace counterpart::plots {

/// What is shown of one unit: its filter (or optimised picture) and the crops of its top inputs.
/// Any of them may be missing; without pictures the name alone is shown.
struct UnitPictures
{
    core::UnitRef unit;
    std::string name;                 ///< "17", or the unit's name
    std::string note;                 ///< behind the name: "98.4", or nothing
    core::Picture filter;             ///< empty if there is none
    std::vector<core::Picture> crops; ///< strongest first; empty if the file has no pictures
};

/// A unit of A above its partner of B, and the value that joins them. Where `unit` of one is not
/// valid, an empty box stands in its place.
struct GalleryPair
{
    UnitPictures a;
    UnitPictures b;
    double value = 0;
    bool hasPartner = true; ///< if false, there is no value, and two units merely share a column
};

struct GallerySection
{
    std::string title; ///< "Eight best pairs", "Eight worst pairs"
    std::vector<GalleryPair> pairs;
};

struct GalleryContent
{
    /// Network and layer, "Patches, seed 1 · conv1"; what follows the last " · " is the layer in
    /// the hover text. Without titleB and without any partner only A is shown (as in the
    /// inspector).
    std::string titleA;
    std::string titleB;
    std::string valueName = "r"; ///< printed with two decimals under each pair
    std::vector<GallerySection> sections;
    int cropsPerSide = 3; ///< the crops form a square of 1 x 1, 2 x 2 or 3 x 3
    FigureParts parts{};  ///< set by the plot
    /// Whose units stand above and below: both may be of one network.
    core::SidePair<core::Side> network{core::Side::A, core::Side::B};
    std::string noPartner{"no partner"}; ///< in the place of a missing one
};

/// Pairs of units side by side: two rows (A above, B below) a section, one column a pair
/// (Convergent Learning, figs. 2 and 9); more lines where the width does not take all pairs.
/// Pictures are enlarged by whole numbers of device pixels (made smaller by area average), never
/// blurred. One section with one pair serves the inspector, from 150 pixels of width on.
class GalleryPlot : public Plot, public PartedPlot
{
public:
    GalleryPlot();
    ~GalleryPlot() override;

    void setContent(GalleryContent content);
    /// The pair one step left (-1) or right (+1) of the pair that holds `unit`, walking through
    /// all sections (a pair that is in two of them counts once) and staying at the ends; the first
    /// pair if none holds it, nothing if there are no pairs.
    std::optional<std::vector<core::UnitRef>> neighbour(core::UnitRef unit, int step) const;

    void setTheme(const PlotTheme& theme) override;
    void setPixelRatio(double ratio) override;
    void setParts(const FigureParts& parts) override;
    void setSize(Size size) override;
    Size minimumSize() const override;
    Size preferredSize() const override;
    /// The height at which the content is comfortable at this width, for a view that scrolls.
    double heightForWidth(double width) const;
    bool isEmpty() const override;
    std::vector<ScenePlacement> placements() const override;
    void setHighlight(const Highlight& highlight) override;
    std::optional<PlotHit> hitAt(Point point) const override;
    TableMaker tables() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace counterpart::plots
