#include "plots/density_plot.h"

#include "plots/canvas.h"
#include "plots/density_drawing.h"
#include "plots/plot_tables.h"
#include "plots/ticks.h"

#include <vtkContextScene.h>
#include <vtkImageData.h>
#include <vtkNew.h>

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kHitRadius = 8;
constexpr Size kMinimum{200, 190};
constexpr Size kPreferred{440, 400};

double binEdge(const DensityAxis& axis, core::Index bin, core::Index bins)
{
    return axis.low + (axis.high - axis.low) * static_cast<double>(bin) / static_cast<double>(bins);
}

double binMiddle(const DensityAxis& axis, core::Index bin, core::Index bins)
{
    return (binEdge(axis, bin, bins) + binEdge(axis, bin + 1, bins)) / 2;
}

std::string range(const DensityAxis& axis, core::Index bin, core::Index bins)
{
    const int decimals = decimalsFor((axis.high - axis.low) / static_cast<double>(bins));
    return fixed(binEdge(axis, bin, bins), decimals) + " to " +
           fixed(binEdge(axis, bin + 1, bins), decimals);
}

} // namespace

struct DensityPlot::State
{
    DensityContent content;
    PlotTheme theme = lightTheme();
    double ratio = 1;
    bool isVector = false;
    Size size = kPreferred;
    Highlight highlight;
    DensityLayout layout;
    vtkNew<vtkImageData> image;
    bool isImageCurrent = false;
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> item;

    bool isEmpty() const { return content.counts.size() == 0; }
    void layOut();
    void paint(vtkContext2D& context);
    void paintUnits(DensityDrawing& drawing, const std::vector<core::UnitRef>& units,
                    Colour colour) const;
};

void DensityPlot::State::layOut()
{
    if (isEmpty())
        return;
    layout = layOutDensity(content, size, ratio);
    isImageCurrent = false;
}

void DensityPlot::State::paint(vtkContext2D& context)
{
    if (isEmpty() || size.width <= 0 || size.height <= 0)
        return;
    if (!isImageCurrent)
        paintDensityImage(*image, content, layout, isVector);
    isImageCurrent = true;
    Canvas canvas(context, theme, size.height);
    DensityDrawing drawing(canvas, theme, content, layout);
    drawing.axes();
    canvas.image(layout.area, image);
    drawing.frame();
    if (content.parts.colourBar)
        drawing.colourBar(ratio);
    drawing.reference();
    drawing.markers();
    paintUnits(drawing, highlight.current, theme.current);
    paintUnits(drawing, highlight.hover, theme.hover);
}

void DensityPlot::State::paintUnits(DensityDrawing& drawing,
                                    const std::vector<core::UnitRef>& units, Colour colour) const
{
    if (units.empty() || !content.place)
        return;
    if (const auto place = content.place(units))
        drawing.disc(*place, colour);
}

DensityPlot::DensityPlot() : m_state(std::make_unique<State>())
{
    m_state->item->onPaint = [state = m_state.get()](vtkContext2D& context) {
        state->paint(context);
    };
    m_state->scene->AddItem(m_state->item);
}

DensityPlot::~DensityPlot() = default;

void DensityPlot::setContent(DensityContent content)
{
    content.parts = m_state->content.parts;
    m_state->content = std::move(content);
    m_state->layOut();
}

void DensityPlot::setTheme(const PlotTheme& theme)
{
    m_state->theme = theme;
}

void DensityPlot::setPixelRatio(double ratio)
{
    if (ratio == m_state->ratio)
        return;
    m_state->ratio = ratio;
    m_state->layOut();
}

void DensityPlot::setVectorTarget(bool isVector)
{
    m_state->isVector = isVector;
    m_state->isImageCurrent = false;
}

void DensityPlot::setParts(const FigureParts& parts)
{
    m_state->content.parts = parts;
    m_state->layOut();
}

void DensityPlot::setSize(Size size)
{
    if (size == m_state->size)
        return;
    m_state->size = size;
    m_state->layOut();
}

Size DensityPlot::minimumSize() const
{
    return kMinimum;
}

Size DensityPlot::preferredSize() const
{
    return kPreferred;
}

bool DensityPlot::isEmpty() const
{
    return m_state->content.counts.size() == 0;
}

std::vector<ScenePlacement> DensityPlot::placements() const
{
    return {{m_state->scene, {0, 0, m_state->size.width, m_state->size.height}}};
}

void DensityPlot::setHighlight(const Highlight& highlight)
{
    m_state->highlight = highlight;
}

std::optional<PlotHit> DensityPlot::hitAt(Point point) const
{
    const DensityContent& content = m_state->content;
    const DensityLayout& layout = m_state->layout;
    if (m_state->isEmpty() || !layout.area.contains(point))
        return std::nullopt;
    const DensityMarker* nearest = nullptr;
    double least = kHitRadius;
    for (const DensityMarker& marker : content.markers) {
        const Point at = layout.toPixel({marker.x, marker.y});
        const double distance = std::hypot(at.x - point.x, at.y - point.y);
        if (distance < least) {
            least = distance;
            nearest = &marker;
        }
    }
    if (nearest)
        return PlotHit{nearest->units, nearest->text};
    const auto bin = [](double share, core::Index bins) {
        return std::clamp<core::Index>(static_cast<core::Index>(share * static_cast<double>(bins)),
                                       0, bins - 1);
    };
    const core::Index bins = content.counts.cols();
    const core::Index column =
        bin((point.x - layout.area.x) / layout.area.width, content.counts.rows());
    const core::Index row = bin((layout.area.bottom() - point.y) / layout.area.height, bins);
    const auto place = static_cast<std::size_t>(column * bins + row);
    PlotHit hit;
    if (place < content.cellUnits.size())
        hit.units = content.cellUnits[place];
    hit.text = content.x.title + " " + range(content.x, column, content.counts.rows()) + ", " +
               content.y.title + " " + range(content.y, row, bins) + ":   " +
               std::to_string(content.counts(column, row)) + " " + content.countName;
    return hit;
}

TableMaker DensityPlot::tables() const
{
    const DensityContent& content = m_state->content;
    core::DataTable cells{"values",
                          {core::numberColumn(content.x.title), core::numberColumn(content.y.title),
                           core::integerColumn(content.countName)}};
    const core::Index columns = content.counts.rows();
    const core::Index rows = content.counts.cols();
    for (core::Index i = 0; i < columns; ++i)
        for (core::Index j = 0; j < rows; ++j)
            if (content.counts(i, j) > 0)
                cells.addRow({binMiddle(content.x, i, columns), binMiddle(content.y, j, rows),
                              static_cast<std::int64_t>(content.counts(i, j))});
    if (content.markers.empty())
        return madeTables({cells});
    core::DataTable marked{"marked",
                           {core::numberColumn(content.x.title),
                            core::numberColumn(content.y.title), core::textColumn("units")}};
    for (const DensityMarker& marker : content.markers)
        marked.addRow({marker.x, marker.y, marker.text});
    cells.name = "cells";
    return madeTables({marked, cells});
}

} // namespace counterpart::plots
