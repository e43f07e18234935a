#pragma once

#include "core/base/types.h"
#include "plots/cloud_plot.h"
#include "plots/plot_grid.h"

namespace counterpart::plots {

/// Two clouds of the same things side by side, seen from the same side: what turns or zooms one
/// does it to both.
class CloudPairPlot : public PlotGrid
{
public:
    CloudPairPlot();

    void setContent(core::SidePair<CloudContent> content);

    bool zoomAt(Point centre, double factor) override;
    bool pan(Point from, Point to) override;
    bool resetView() override;

private:
    core::SidePair<CloudPlot*> m_clouds; ///< of the grid
};

} // namespace counterpart::plots
