#pragma once

#include "core/io/pictures.h"
#include "plots/figure_parts.h"
#include "plots/plot.h"
#include "plots/zoomed_plot.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::plots {

struct GraphUnit
{
    core::UnitRef unit;
    std::shared_ptr<const core::Picture> picture; ///< its filter; null if there is none
    std::string note;                             ///< for the hover text, "R² 0.83, 4 predictors"
};

/// One weight, between places in the two columns.
struct GraphLink
{
    int predictor = 0;
    int target = 0;
    double weight = 0;
};

/// One of the two columns, from top to bottom.
struct GraphColumn
{
    std::string title; ///< "Patches, seed 1 · conv1"; a unit is called by what follows the " · "
    core::Side side = core::Side::A;
    std::vector<GraphUnit> units;
};

struct MappingGraphContent
{
    std::string title;
    GraphColumn predictors; ///< on the left
    GraphColumn targets;
    std::vector<GraphLink> links; ///< none of weight 0
    FigureParts parts{};          ///< set by the plot
};

/// The sparse graph between two layers (Convergent Learning, figs. 5 and 6): predictors on the
/// left, targets on the right, a line for each weight, coloured by its sign, the wider the larger
/// its magnitude.
///
/// So that hundreds of units stay readable, only the strongest lines are drawn (three a target, but
/// at least 200 and at most 400), and the number of those left out is stated; but of the unit in
/// focus and of a hovered one every line is drawn, and all others recede. Units get pictures and
/// numbers where there is room: the wheel makes it, along the columns, and dragging moves them.
class MappingGraphPlot : public Plot, public PartedPlot, public ZoomedPlot
{
public:
    MappingGraphPlot();
    ~MappingGraphPlot() override;

    /// Keeps the zoom if the layers stay the same.
    void setContent(MappingGraphContent content);
    const MappingGraphContent& content() const;
    /// The unit whose lines stand out, or none.
    void setFocus(std::optional<core::UnitRef> unit);

    void setTheme(const PlotTheme& theme) override;
    void setPixelRatio(double ratio) override;
    void setParts(const FigureParts& parts) override;
    void setSize(Size size) override;
    Size minimumSize() const override;
    Size preferredSize() const override;
    bool isEmpty() const override;
    std::vector<ScenePlacement> placements() const override;
    void setHighlight(const Highlight& highlight) override;
    /// A unit, or else the line that is nearest within some pixels.
    std::optional<PlotHit> hitAt(Point point) const override;
    bool zoomAt(Point centre, double factor) override;
    bool pan(Point from, Point to) override;
    bool resetView() override;
    std::vector<double> zoomState() const override;
    void setZoomState(const std::vector<double>& state) override;
    TableMaker tables() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace counterpart::plots
