#pragma once

#include "plots/figure_parts.h"
#include "plots/plot.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::plots {

/// One point of a curve; its units are what a click on it selects (may be empty).
struct CurvePoint
{
    double y = 0;
    std::vector<core::UnitRef> units;
    std::string text; ///< hover text
    /// Place along x: the rank (from 1), or the category (from 0). -1 = one after the point before,
    /// which is the first place for the first point. Places ascend.
    int place = -1;
};

enum class CurveRole { Semi, Matching, NetworkA, NetworkB };

struct Curve
{
    std::string name; ///< in the legend, for example "semi-matching, mean 0.75"
    CurveRole role = CurveRole::Semi;
    /// Finite values. The line goes on over a rank that has no point and breaks at a category that
    /// has none.
    std::vector<CurvePoint> points;
    bool withMarkers = false;
};

struct CurveContent
{
    std::string title;
    std::string xTitle;
    std::string yTitle;
    std::vector<Curve> curves;
    /// Names along x instead of numbers, for example the layers.
    std::vector<std::string> categories;
    double yLow = 0; ///< the axis goes further where the data do
    double yHigh = 1;
    /// Powers of ten at equal distances. Every y and both limits are above 0; no threshold then.
    bool isLogarithmic = false;
    std::vector<std::string> notes; ///< lines printed inside, for example "overlap 0.73"
    FigureParts parts{};            ///< set by the plot
};

/// Line chart (vtkChartXY) over ranks or categories, with a legend and a horizontal threshold that
/// can be dragged (Convergent Learning, figs. 3, 4 and 10).
class CurvePlot : public Plot, public PartedPlot
{
public:
    CurvePlot();
    ~CurvePlot() override;

    void setContent(CurveContent content);

    /// Shows a threshold line with its value, or none.
    void setThreshold(std::optional<double> y);
    /// Whether the point is within 6 pixels of the threshold line.
    bool isOnThreshold(Point point) const;
    /// The y value of the chart at this point, clamped to the axis.
    double yAt(Point point) const;

    void setTheme(const PlotTheme& theme) override;
    void setPixelRatio(double ratio) override;
    void setParts(const FigureParts& parts) override;
    void setSize(Size size) override;
    Size minimumSize() const override;
    Size preferredSize() const override;
    bool isEmpty() const override;
    std::vector<ScenePlacement> placements() const override;
    void setHighlight(const Highlight& highlight) override;
    std::optional<PlotHit> hitAt(Point point) const override;
    TableMaker tables() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace counterpart::plots
