#include "plots/cloud_pair_plot.h"

#include <memory>
#include <utility>

namespace counterpart::plots {

CloudPairPlot::CloudPairPlot() : PlotGrid(2)
{
    m_clouds.a = &add(std::make_unique<CloudPlot>());
    m_clouds.b = &add(std::make_unique<CloudPlot>());
}

void CloudPairPlot::setContent(core::SidePair<CloudContent> content)
{
    m_clouds.a->setContent(std::move(content.a));
    m_clouds.b->setContent(std::move(content.b));
}

bool CloudPairPlot::zoomAt(Point centre, double factor)
{
    const bool isFirst = m_clouds.a->zoomAt(centre, factor);
    return m_clouds.b->zoomAt(centre, factor) || isFirst;
}

bool CloudPairPlot::pan(Point from, Point to)
{
    const bool isFirst = m_clouds.a->pan(from, to);
    return m_clouds.b->pan(from, to) || isFirst;
}

bool CloudPairPlot::resetView()
{
    const bool isFirst = m_clouds.a->resetView();
    return m_clouds.b->resetView() || isFirst;
}

} // namespace counterpart::plots
