#pragma once

#include "plots/figure_parts.h"
#include "plots/plot.h"
#include "plots/vector_target.h"

#include <Eigen/Core>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::plots {

/// One direction of a density: what it shows, and the values that its bins span.
struct DensityAxis
{
    std::string title;
    std::optional<core::Side> side; ///< the title has the colour of that network
    double low = 0;                 ///< below `high`
    double high = 1;
};

/// A point that is shown by itself, with what it stands for.
struct DensityMarker
{
    double x = 0;
    double y = 0;
    std::vector<core::UnitRef> units;
    std::string text; ///< hover text
};

struct DensityContent
{
    using Counts = Eigen::Matrix<core::Index, Eigen::Dynamic, Eigen::Dynamic>;

    std::string title;
    std::vector<std::string> notes; ///< lines under the title
    DensityAxis x;
    DensityAxis y;
    Counts counts;                ///< [bin of x, bin of y]
    double saturation = 1;        ///< the count from which on a cell has the last colour
    std::string countName;        ///< "samples", the title of the colour bar too
    std::vector<Point> reference; ///< a line, in the values of the axes
    std::vector<DensityMarker> markers;
    /// Units that a cell stands for, [bin of x * bins of y + bin of y]; empty: cells are not units.
    std::vector<std::vector<core::UnitRef>> cellUnits;
    /// Where highlighted units lie, in the values of the axes; none if not shown.
    std::function<std::optional<Point>(const std::vector<core::UnitRef>&)> place;
    FigureParts parts{}; ///< set by the plot
};

/// How often two numbers occur together: a 2-D histogram with whole pixels a cell, colours by the
/// logarithm of the count up to a saturation, axes, and points on top (Convergent Learning,
/// fig. 8).
class DensityPlot : public Plot, public VectorTarget, public PartedPlot
{
public:
    DensityPlot();
    ~DensityPlot() override;

    void setContent(DensityContent content);

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
    /// The nearest marker within some pixels, else the cell.
    std::optional<PlotHit> hitAt(Point point) const override;
    /// The cells that are not empty, by the middles of their bins; the markers first if there are
    /// any.
    TableMaker tables() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace counterpart::plots
