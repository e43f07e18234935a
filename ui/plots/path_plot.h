#pragma once

#include "plots/figure_parts.h"
#include "plots/plot.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::plots {

/// What a mapping is worth at one penalty.
struct PathPoint
{
    double penalty = 0; ///< > 0
    double loss = 0;    ///< on the samples fitted to
    std::optional<double> heldOutLoss;
    double nonzeros = 0; ///< a target
};

struct PathContent
{
    std::string title;
    std::vector<PathPoint> points; ///< by falling penalty
    /// Least squares, penalty 0, as a level line; its loss held out is the second.
    std::optional<double> leastLoss{};
    /// What the authors' unconverged optimiser reaches, as single marks.
    std::vector<PathPoint> replicas{};
    std::string note{};  ///< one line, for example why nothing is held out
    FigureParts parts{}; ///< set by the plot
};

/// Error and number of weights against the penalty on a logarithmic scale, one chart above the
/// other (Convergent Learning, table 1), with the chosen penalty as a line that can be dragged.
class PathPlot : public Plot, public PartedPlot
{
public:
    PathPlot();
    ~PathPlot() override;

    void setContent(PathContent content);
    void setChosen(std::optional<double> penalty);
    /// Whether the point is within 6 pixels of the chosen penalty's line.
    bool isOnChosen(Point point) const;
    /// The penalty at this point, within the axis.
    double penaltyAt(Point point) const;

    void setTheme(const PlotTheme& theme) override;
    void setPixelRatio(double ratio) override;
    void setParts(const FigureParts& parts) override;
    void setSize(Size size) override;
    Size minimumSize() const override;
    Size preferredSize() const override;
    bool isEmpty() const override;
    std::vector<ScenePlacement> placements() const override;
    std::optional<PlotHit> hitAt(Point point) const override;
    TableMaker tables() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace counterpart::plots
