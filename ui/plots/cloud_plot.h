#pragma once

#include "plots/figure_parts.h"
#include "plots/plot.h"
#include "plots/zoomed_plot.h"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace counterpart::plots {

struct CloudPoint
{
    std::array<double, 3> at{};
    int category = -1;                  ///< a place in CloudContent::categories; -1 = none
    std::string label;                  ///< beside the point where there is room
    std::string text;                   ///< hover text; the label if empty
    std::vector<core::UnitRef> units{}; ///< what a click hands out
};

struct CloudContent
{
    std::string title;
    std::vector<CloudPoint> points;
    std::vector<std::string> categories; ///< in the legend
    bool isOrdered = false;              ///< categories are in an order, and coloured by it
    std::vector<std::string> notes;
    /// What the three axes are called; empty where they have no meaning of their own.
    std::array<std::string, 3> axes;
    FigureParts parts{}; ///< set by the plot
};

/// Points in three dimensions, drawn without OpenGL, so that a figure of them is made of lines and
/// discs like any other: drag to turn, zoom with the wheel. Nearer points are larger and cover
/// farther ones; a box shows where the ground is.
class CloudPlot : public Plot, public PartedPlot, public ZoomedPlot
{
public:
    CloudPlot();
    ~CloudPlot() override;

    /// Keeps the view if there are as many points as before.
    void setContent(CloudContent content);
    /// Turns by these angles in degrees about the upright axis of the box and the horizontal one of
    /// the picture.
    void turn(double aboutUpright, double aboutHorizontal);

    void setTheme(const PlotTheme& theme) override;
    void setPixelRatio(double ratio) override;
    void setParts(const FigureParts& parts) override;
    void setSize(Size size) override;
    Size minimumSize() const override;
    Size preferredSize() const override;
    bool isEmpty() const override;
    std::vector<ScenePlacement> placements() const override;
    void setHighlight(const Highlight& highlight) override;
    /// The nearest point of those under the pointer.
    std::optional<PlotHit> hitAt(Point point) const override;
    bool zoomAt(Point centre, double factor) override;
    /// Turns.
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
