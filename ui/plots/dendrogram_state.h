#pragma once

#include "plots/canvas.h"
#include "plots/chart_axes.h"
#include "plots/dendrogram_plot.h"
#include "plots/ticks.h"

#include <vtkContextScene.h>
#include <vtkNew.h>

#include <optional>
#include <string>
#include <vector>

namespace counterpart::plots {

/// Three decimals, or two digits where those would be zeros: "0.512", "2.4e−5".
std::string heightText(double height);

/// What a DendrogramPlot consists of; painted by dendrogram_drawing.cpp.
struct DendrogramPlot::State
{
    DendrogramContent content;
    std::vector<core::LeafSpan> spans;
    std::vector<double> middles; ///< of each node, in places
    std::vector<int> clusters;   ///< at the cut
    std::optional<TreeCut> cut;
    core::LeafSpan chosen;
    PlotTheme theme = lightTheme();
    Size size{420, 300};
    Highlight highlight;
    /// The bar of networks below the leaves.
    static constexpr double kBarHeight = 7;
    static constexpr double kBarGap = 3;
    /// What marks the leaves of the chosen cluster, below the bar.
    static constexpr double kChosenHeight = 3;
    static constexpr double kTitleGap = 6; ///< between title and axes
    static constexpr double kTickLength = 4;
    static constexpr double kTickGap = 3;

    Rect area;
    AxisScale y; ///< of heights
    Ticks ticks;
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> item;

    bool isEmpty() const { return content.tree.leaves == 0; }
    void index();
    void findClusters();
    void layOut();
    double xOf(double place) const { return area.x + place * area.width / content.tree.leaves; }
    double yOf(int node) const
    {
        return content.tree.isLeaf(node) ? area.bottom()
                                         : y.toPixel(content.tree.mergeOf(node).height);
    }
    int clusterAt(int place) const;
    void paint(Canvas canvas) const;
    void paintAxis(Canvas& canvas) const;
    void paintLinks(Canvas& canvas) const;
    void paintLeaves(Canvas& canvas) const;
    void paintMarks(Canvas& canvas, const std::vector<core::UnitRef>& units, Colour colour) const;
    void paintCut(Canvas& canvas) const;
};

} // namespace counterpart::plots
