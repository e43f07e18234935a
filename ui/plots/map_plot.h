#pragma once

#include "core/analysis/dendrogram.h"
#include "plots/colour_map.h"
#include "plots/figure_parts.h"
#include "plots/plot.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace counterpart::plots {

/// A coloured bar beside the rows of a map, a stripe a row: what they are by some attribute.
struct MapBar
{
    std::string name;               ///< "labels"
    std::vector<int> category;      ///< of each row: a place in `categories`; -1 = unknown
    std::vector<std::string> names; ///< of the categories, as the legend has them
    bool isOrdered = false;         ///< categories are in an order, and coloured by it
};

/// One axis of a map.
struct MapAxis
{
    std::string title;
    std::vector<std::string> names;
    /// What each place stands for; handed out as the hit of a cell, the row's first. A layer has an
    /// invalid unit, a network an invalid layer besides.
    std::vector<core::UnitRef> refs;
    std::optional<core::Side> side; ///< the network whose colour the title has
};

struct MapContent
{
    std::string title;
    std::string valueName = "similarity";
    MapAxis rows;
    MapAxis columns;
    std::vector<std::optional<double>> values; ///< row by row
    std::vector<std::string> reasons;          ///< why a value is missing; empty or one a value
    ColourMap map = ColourMap::Viridis;
    ColourLimits limits{0, 1};
    std::vector<MapBar> bars;
    /// Over the columns, whose places are its leaf order; heights are minus the values at which its
    /// clusters join (core::clusterNetworks).
    std::optional<core::Dendrogram> tree;
    FigureParts parts{}; ///< set by the plot
};

/// A table of numbers as coloured cells, each with its value while there is room, with named rows
/// and columns: layers against layers, networks against networks.
class MapPlot : public Plot, public PartedPlot
{
public:
    MapPlot();
    ~MapPlot() override;

    void setContent(MapContent content);
    const MapContent& content() const;
    /// A frame around the cell of this row and column; none.
    void setCurrent(std::optional<std::pair<int, int>> cell);

    void setTheme(const PlotTheme& theme) override;
    void setPixelRatio(double ratio) override;
    void setParts(const FigureParts& parts) override;
    void setSize(Size size) override;
    Size minimumSize() const override;
    Size preferredSize() const override;
    bool isEmpty() const override;
    std::vector<ScenePlacement> placements() const override;
    std::optional<PlotHit> hitAt(Point point) const override;
    /// The middle of a cell, for those who point at it.
    Point centreOf(int row, int column) const;
    TableMaker tables() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace counterpart::plots
