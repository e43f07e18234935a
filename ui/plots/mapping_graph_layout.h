#pragma once

#include "plots/geometry.h"
#include "plots/mapping_graph_plot.h"

#include <array>
#include <optional>
#include <vector>

namespace counterpart::plots {

/// The part of the columns that is shown, as shares of their height.
struct GraphWindow
{
    double low = 0;
    double high = 1;

    void zoomAt(double share, double factor);
    void move(double shares);
    bool operator==(const GraphWindow&) const = default;
};

/// Where everything of a mapping graph lies. Column 0 holds the predictors, 1 the targets.
struct GraphLayout
{
    Rect area;                         ///< of the lines: between the columns
    std::array<double, 2> rowHeight{}; ///< of a unit
    std::array<double, 2> lineX{};     ///< where lines end
    double pictureSide = 0;            ///< 0: there is no room for pictures, or there are none
    bool hasNumbers = false;
    double numberWidth = 0;
    GraphWindow window;

    /// The middle of a place.
    double yOf(std::size_t column, int place) const;
    bool isVisible(std::size_t column, int place) const;
    /// The place of the column at this height, whether there is such a unit or not.
    int placeAt(std::size_t column, double y) const;
};

GraphLayout layOutGraph(const MappingGraphContent& content, Size size, double pixelRatio,
                        const GraphWindow& window);

/// Distance of a point from a line.
double distanceToLine(Point point, Point from, Point to);

} // namespace counterpart::plots
