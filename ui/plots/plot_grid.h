#pragma once

#include "plots/figure_parts.h"
#include "plots/plot.h"
#include "plots/vector_target.h"
#include "plots/zoomed_plot.h"

#include <memory>
#include <utility>
#include <vector>

namespace counterpart::plots {

/// Several plots as one picture: a grid of panels of equal size, row by row, with panel letters
/// (a, b, c, …). Points and highlights go to the panel they concern.
class PlotGrid : public Plot, public VectorTarget, public PartedPlot, public ZoomedPlot
{
public:
    /// `columns` >= 1.
    explicit PlotGrid(int columns);
    ~PlotGrid() override;

    /// Takes a panel and hands it back for use; it lives as long as the grid.
    template <class PanelPlot>
    PanelPlot& add(std::unique_ptr<PanelPlot> plot)
    {
        PanelPlot& panel = *plot;
        take(std::move(plot));
        return panel;
    }

    /// "a" … "z", "aa", …
    static std::string letterOf(std::size_t panel);
    /// Row by row.
    const std::vector<std::unique_ptr<Plot>>& panels() const;

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
    /// Those of the panels, by their letters where there are several.
    TableMaker tables() const override;

private:
    void take(std::unique_ptr<Plot> plot);

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace counterpart::plots
