#pragma once

#include "core/analysis/activation_profile.h"
#include "plots/plot.h"

#include <memory>
#include <optional>
#include <string>

namespace counterpart::plots {

struct HistogramContent
{
    core::SidePair<std::optional<core::Histogram>> histogram; ///< above and below, one or both
    core::SidePair<std::string> name;                         ///< "A conv1[17]"
    /// Whose units they are; both may be of one network.
    core::SidePair<core::Side> network{core::Side::A, core::Side::B};
};

/// The distributions of the activations of one unit or two, one above the other on axes of
/// their own, counts on a logarithmic scale (vtkChartXY, one for each side).
class HistogramPlot : public Plot
{
public:
    HistogramPlot();
    ~HistogramPlot() override;

    void setContent(HistogramContent content);

    void setTheme(const PlotTheme& theme) override;
    void setPixelRatio(double ratio) override;
    void setSize(Size size) override;
    Size minimumSize() const override;
    Size preferredSize() const override;
    bool isEmpty() const override;
    std::vector<ScenePlacement> placements() const override;
    TableMaker tables() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace counterpart::plots
