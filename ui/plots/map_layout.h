#pragma once

#include "plots/chart_axes.h"
#include "plots/geometry.h"
#include "plots/map_plot.h"

#include <string>
#include <vector>

namespace counterpart::plots {

struct MapLegendEntry
{
    Rect swatch;
    std::string text; ///< a bar's name where `category` is -1
    std::size_t bar = 0;
    int category = -1;
};

/// Where the parts of a MapPlot lie, in logical pixels.
struct MapLayout
{
    std::string title;
    Rect cells;
    double cell = 0; ///< side of a cell
    Rect tree;       ///< above the cells; empty without one
    Ticks treeTicks; ///< of the distances at which its clusters join, beside it
    double barsX = 0;
    /// Without their common beginning where there is no room for the whole.
    std::vector<std::string> rowNames;
    std::vector<std::string> columnNames;
    double nameWidth = 0;   ///< of the rows
    double nameHeight = 0;  ///< of the columns, rotated where that is more than a line
    bool isRotated = false; ///< whether the columns' names run upwards
    /// Left out where cells are smaller than a line: first those of one side where both are called
    /// alike, then all.
    bool rowNamesShown = true;
    bool columnNamesShown = true;
    Rect colourBar;
    Ticks ticks; ///< of the colour bar
    std::vector<MapLegendEntry> legend;
    double usedHeight = 0; ///< what cells of this side need, with all that is above and below

    double farthest = 0; ///< the distance at which all clusters of the tree are one
    /// Where in the tree clusters join at this distance; leaves are at 0.
    double treeY(double distance) const;
    Rect cellAt(int row, int column) const
    {
        return {cells.x + column * cell, cells.y + row * cell, cell, cell};
    }
};

inline constexpr double kMostColumnNameShare = 0.3; ///< of the picture's height
inline constexpr double kMapBar = 8;
inline constexpr double kMapBarGap = 5; ///< so that the bars' names stand side by side

MapLayout layOutMap(const MapContent& content, Size size);

} // namespace counterpart::plots
