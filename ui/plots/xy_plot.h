#pragma once

#include "plots/figure_parts.h"
#include "plots/plot.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::plots {

struct XyPoint
{
    double x = 0;
    double y = 0;
    std::vector<core::UnitRef> units; ///< what a click selects (may be empty)
    std::string text;                 ///< hover text
    std::string label;                ///< drawn beside the point where there is room
    std::optional<double> spread;     ///< half of an error bar's height
};

enum class XyStyle { Line, Dashed, LineAndPoints, Points, Bars };

/// Which colour a series has: by its place among others, or by its share of an order (0..1).
struct XyColour
{
    std::size_t place = 0;
    std::optional<double> share;
};

struct XySeries
{
    std::string name; ///< in the legend; empty: not there
    XyStyle style = XyStyle::Line;
    XyColour colour;
    std::vector<XyPoint> points; ///< finite; by rising x where a line joins them
};

/// The area between two curves, drawn faintly behind the series.
struct XyBand
{
    std::string name;
    XyColour colour;
    std::vector<double> x;
    std::vector<double> low;
    std::vector<double> high;
};

struct XyAxis
{
    std::string title;
    double low = 0;
    double high = 1;
    /// The values are decimal logarithms of what is written at the ticks.
    bool isLogarithmic = false;
    bool isWhole = false;  ///< numbers of things or places: no ticks between them
    bool hasLabels = true; ///< without, the axis has no meaning of its own (a map of distances)
    std::vector<std::string> names{}; ///< of the places 0, 1, … in the place of numbers
};

struct XyContent
{
    std::string title;
    XyAxis x;
    XyAxis y;
    std::vector<XySeries> series;
    std::vector<XyBand> bands;
    std::vector<std::string> notes; ///< behind the legend
    bool isEqualScale = false;      ///< a step along x is as long as one along y
    FigureParts parts{};            ///< set by the plot
};

/// Lines, points, bars and bands over two axes of numbers, with a vertical line that can be
/// dragged.
class XyPlot : public Plot, public PartedPlot
{
public:
    XyPlot();
    ~XyPlot() override;

    void setContent(XyContent content);
    const XyContent& content() const;
    /// A line at this x, written as `name` = x; none.
    void setMarker(std::optional<double> x, const std::string& name = {});
    /// Whether the point is within 6 pixels of the marker.
    bool isOnMarker(Point point) const;
    /// The x at this point, within the axis.
    double xAt(Point point) const;

    void setTheme(const PlotTheme& theme) override;
    void setPixelRatio(double ratio) override;
    void setParts(const FigureParts& parts) override;
    void setSize(Size size) override;
    Size minimumSize() const override;
    Size preferredSize() const override;
    bool isEmpty() const override;
    std::vector<ScenePlacement> placements() const override;
    void setHighlight(const Highlight& highlight) override;
    /// The nearest point within 12 pixels, or the bar.
    std::optional<PlotHit> hitAt(Point point) const override;
    /// A row a point: series, x, y (and half the error bar); the bands in a table of their own.
    TableMaker tables() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace counterpart::plots
