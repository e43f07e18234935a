#pragma once

#include "core/analysis/ordering.h"
#include "plots/colour_map.h"
#include "plots/figure_parts.h"
#include "plots/matrix_geometry.h"
#include "plots/matrix_pyramid.h"
#include "plots/plot.h"
#include "plots/vector_target.h"
#include "plots/zoomed_plot.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace counterpart::plots {

/// One axis of a matrix: which layer it runs through and which unit is at which place.
struct MatrixAxis
{
    core::LayerRef layer;
    core::Side side = core::Side::A;
    /// "Patches, seed 1 · conv1 unit". A unit is called by it, without " unit", and its number:
    /// "Patches, seed 1 · conv1[17]".
    std::string title;
    core::Order order;                 ///< unit shown at each place
    std::vector<core::UnitIndex> dead; ///< shown in the theme's colour for dead units
    bool isNumbered = true;            ///< whether unit numbers stand beside it
};

struct MatrixContent
{
    std::string title;                           ///< "between, permuted"
    std::shared_ptr<const MatrixPyramid> values; ///< already in the order of the axes
    MatrixAxis rows;
    MatrixAxis columns;
    std::string valueName = "r"; ///< as written in the hover text and on the colour bar
    FigureParts parts{};         ///< set by the plot
    /// The value of two units as it was computed, before it was rounded for `values`; on any
    /// thread. Without it, those are exported.
    std::function<double(core::UnitIndex row, core::UnitIndex column)> exact{};
};

/// What colours of a matrix mean.
struct MatrixScale
{
    ColourMap map = ColourMap::Gray;
    ColourLimits limits;
    std::string valueName;

    bool operator==(const MatrixScale&) const = default;
};

/// A matrix as an image of whole pixels a cell, never smoothed, with axes, a title and (if asked
/// for) a colour bar. Zooms and pans from a pyramid whose coarse levels keep extreme values.
///
/// Marks: thin lines along the row and column of hovered units, a box around the current cell with
/// arrows at the edges, and ticks at the upper and right edge for selected units.
class MatrixPlot : public Plot, public VectorTarget, public PartedPlot, public ZoomedPlot
{
public:
    MatrixPlot();
    ~MatrixPlot() override;

    /// Keeps the zoom if the layers and their numbers of units stay the same.
    void setContent(MatrixContent content);
    /// Values up to `low` get the first colour, from `high` on the last; high > low.
    void setColours(ColourMap map, ColourLimits limits);
    void setColourBarShown(bool shown);
    /// What the colour bar says, or none where it is not shown.
    std::optional<MatrixScale> scale() const;
    /// Where the cells lie, for what is drawn over them; as of the last setSize().
    const MatrixGeometry& geometry() const;

    void setTheme(const PlotTheme& theme) override;
    void setPixelRatio(double ratio) override;
    void setVectorTarget(bool isVector) override;
    void setParts(const FigureParts& parts) override;
    void setSize(Size size) override;
    Size minimumSize() const override;
    Size preferredSize() const override;
    bool isEmpty() const override;
    std::vector<ScenePlacement> placements() const override;
    void setHighlight(const Highlight& highlight) override;
    /// A cell. Where several share a pixel, the one whose value is shown.
    std::optional<PlotHit> hitAt(Point point) const override;
    bool zoomAt(Point centre, double factor) override;
    bool pan(Point from, Point to) override;
    bool resetView() override;
    std::vector<double> zoomState() const override;
    void setZoomState(const std::vector<double>& state) override;
    /// The cells of dead units are missing in it.
    TableMaker tables() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace counterpart::plots
