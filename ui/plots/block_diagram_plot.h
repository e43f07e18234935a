#pragma once

#include "core/analysis/dendrogram.h"
#include "plots/matrix_plot.h"
#include "plots/zoomed_plot.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace counterpart::plots {

/// The units of two networks at one place after the other.
struct PlacedUnit
{
    core::UnitRef unit;
    core::Side side = core::Side::A;
};

/// A run of places that is outlined.
struct Block
{
    core::LeafSpan span;
    std::string name; ///< "cluster 3", for the hover text
};

struct BlockContent
{
    std::string title;
    /// Symmetric, in the order of `units`.
    std::shared_ptr<const MatrixPyramid> values;
    std::vector<PlacedUnit> units;
    core::SidePair<std::string> names; ///< "Patches, seed 1 · conv1"
    std::string valueName = "r";
    std::vector<Block> blocks;              ///< disjoint, by rising place
    std::vector<core::LeafSpan> innerSpans; ///< runs within and around blocks, drawn thinner
    bool isDiagonalMarked = false;          ///< colours it by network, as in the paper's fig. 7
    /// The values by place as they were computed, before they were rounded for `values`; on any
    /// thread. Without it, those are exported.
    std::function<double(core::Index row, core::Index column)> exact{};
};

/// The permuted matrix of all units of two networks with its clusters outlined along the diagonal
/// and bars beside it in the colours of the networks (Convergent Learning, figs. 7 and 12). Zooms,
/// pans and marks as MatrixPlot does, which draws the cells.
class BlockDiagramPlot : public Plot, public VectorTarget, public PartedPlot, public ZoomedPlot
{
public:
    BlockDiagramPlot();
    ~BlockDiagramPlot() override;

    /// Keeps the zoom if the number of units stays the same.
    void setContent(BlockContent content);
    /// Other outlines, the matrix as it is.
    void setBlocks(std::vector<Block> blocks, std::vector<core::LeafSpan> innerSpans);
    /// The run that is looked at, outlined in the colour of what is current; none if empty.
    void setChosen(core::LeafSpan span);
    void setColours(ColourMap map, ColourLimits limits);

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
    std::optional<PlotHit> hitAt(Point point) const override;
    bool zoomAt(Point centre, double factor) override;
    bool pan(Point from, Point to) override;
    bool resetView() override;
    std::vector<double> zoomState() const override;
    void setZoomState(const std::vector<double>& state) override;
    /// The units by place with their network and block, and the matrix.
    TableMaker tables() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace counterpart::plots
