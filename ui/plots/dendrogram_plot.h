#pragma once

#include "core/analysis/dendrogram.h"
#include "plots/block_diagram_plot.h"
#include "plots/figure_parts.h"
#include "plots/plot.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::plots {

struct DendrogramContent
{
    std::string title;
    std::string heightTitle; ///< "mean correlation at which clusters join"
    core::Dendrogram tree;
    std::vector<PlacedUnit> leaves;    ///< of each leaf of the tree
    core::SidePair<std::string> names; ///< "Patches, seed 1 · conv1"
    FigureParts parts{};               ///< set by the plot
};

/// Where a tree is cut: only the first leaves - clusters merges are made.
struct TreeCut
{
    double height = 0; ///< of the line
    int clusters = 1;  ///< from 1 to the number of leaves
};

/// A tree of units with its leaves along the lower edge, where a bar tells the network, and the
/// similarity falling upwards, and a cut line that can be dragged. What is joined below the cut is
/// drawn strongly.
class DendrogramPlot : public Plot, public PartedPlot
{
public:
    DendrogramPlot();
    ~DendrogramPlot() override;

    void setContent(DendrogramContent content);
    void setCut(std::optional<TreeCut> cut);
    /// The run of leaves that is looked at; none if empty.
    void setChosen(core::LeafSpan span);
    /// Whether the point is within 6 pixels of the cut line.
    bool isOnCut(Point point) const;
    /// The height at this point, clamped to the axis.
    double heightAt(Point point) const;

    void setTheme(const PlotTheme& theme) override;
    void setPixelRatio(double ratio) override;
    void setParts(const FigureParts& parts) override;
    void setSize(Size size) override;
    Size minimumSize() const override;
    Size preferredSize() const override;
    bool isEmpty() const override;
    std::vector<ScenePlacement> placements() const override;
    void setHighlight(const Highlight& highlight) override;
    /// The leaf under the pointer and its cluster at the cut.
    std::optional<PlotHit> hitAt(Point point) const override;
    /// The merges: both clusters, height and number of units.
    TableMaker tables() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace counterpart::plots
