#pragma once

#include "plots/canvas.h"
#include "plots/mapping_graph_layout.h"

#include <vtkContextScene.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkSmartPointer.h>

#include <map>

namespace counterpart::plots {

/// What a MappingGraphPlot consists of; painted by mapping_graph_drawing.cpp.
struct MappingGraphPlot::State
{
    MappingGraphContent content;
    PlotTheme theme = lightTheme();
    double ratio = 1;
    Size size{560, 640};
    Highlight highlight;
    std::optional<core::UnitRef> focus;
    GraphWindow window;
    GraphLayout layout;
    double strongest = 1;
    std::vector<std::size_t> byStrength; ///< links, the shown ones first and by falling strength
    std::size_t shown = 0;               ///< of byStrength
    int imageSide = 0;                   ///< device pixels
    std::map<std::shared_ptr<const core::Picture>, vtkSmartPointer<vtkImageData>> images;
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> item;

    State();
    const GraphColumn& column(std::size_t k) const
    {
        return k == 0 ? content.predictors : content.targets;
    }
    void sortLinks();
    void layOut();
    void paint(Canvas canvas);
    void paintTitles(Canvas& canvas) const;
    void paintLinks(Canvas& canvas) const;
    /// `ofColour` in [0, 1]: how far it stands out from the background; by its weight if not given.
    void paintLink(Canvas& canvas, const GraphLink& link, std::optional<double> ofColour) const;
    void paintColumn(Canvas& canvas, std::size_t k);
    void paintPicture(Canvas& canvas, const std::shared_ptr<const core::Picture>& picture,
                      Point centre);
    void paintFooter(Canvas& canvas) const;
    Colour colourOf(std::size_t k) const
    {
        return column(k).side == core::Side::A ? theme.networkA : theme.networkB;
    }
    Point endOf(const GraphLink& link, std::size_t k) const
    {
        return {layout.lineX[k], layout.yOf(k, k == 0 ? link.predictor : link.target)};
    }
    bool touches(const GraphLink& link, const std::vector<core::UnitRef>& units) const;
    std::vector<core::UnitRef> pointedAt() const;
    std::string nameOf(std::size_t k, int place) const;
    std::optional<PlotHit> unitAt(Point point) const;
    std::optional<PlotHit> linkAt(Point point) const;
};

} // namespace counterpart::plots
