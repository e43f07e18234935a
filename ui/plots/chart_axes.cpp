#include "plots/chart_axes.h"

#include <vtkAxis.h>
#include <vtkChartXY.h>
#include <vtkDoubleArray.h>
#include <vtkNew.h>
#include <vtkPen.h>
#include <vtkRect.h>
#include <vtkStringArray.h>
#include <vtkTextProperty.h>

namespace counterpart::plots {

namespace {

void setPen(vtkPen* pen, Colour colour, double width)
{
    pen->SetLineType(vtkPen::SOLID_LINE);
    pen->SetColor(colour.r, colour.g, colour.b, colour.a);
    pen->SetWidth(static_cast<float>(width));
}

void applyAxis(vtkAxis* axis, const AxisScale& scale, const Ticks& ticks, const PlotTheme& theme)
{
    vtkNew<vtkDoubleArray> positions;
    vtkNew<vtkStringArray> labels;
    for (const double position : ticks.positions)
        positions->InsertNextValue(position);
    for (const auto& label : ticks.labels)
        labels->InsertNextValue(label);
    axis->SetVisible(true);
    axis->SetBehavior(vtkAxis::CUSTOM);
    axis->SetRange(scale.low, scale.high);
    axis->SetCustomTickPositions(positions, labels);
    axis->SetTitle("");
    axis->SetLabelOffset(static_cast<float>(kTickLabelOffset));
    axis->SetTickLength(4);
    setPen(axis->GetPen(), theme.faint, kAxisWidth);
    setPen(axis->GetGridPen(), theme.grid, kAxisWidth);
}

} // namespace

void spanScales(ChartAxes& axes)
{
    axes.x.start = axes.area.x;
    axes.x.length = axes.area.width;
    axes.y.start = axes.area.bottom();
    axes.y.length = -axes.area.height;
}

void applyAxes(vtkChartXY* chart, const ChartAxes& axes, const PlotTheme& theme)
{
    chart->SetLayoutStrategy(vtkChart::AXES_TO_RECT);
    chart->SetSize(vtkRectf(
        static_cast<float>(axes.area.x), static_cast<float>(axes.sceneHeight - axes.area.bottom()),
        static_cast<float>(axes.area.width), static_cast<float>(axes.area.height)));
    chart->SetAutoAxes(false);
    chart->SetRenderEmpty(true);
    chart->SetShowLegend(false);
    for (const int side : {vtkAxis::TOP, vtkAxis::RIGHT})
        chart->GetAxis(side)->SetVisible(false);

    auto* x = chart->GetAxis(vtkAxis::BOTTOM);
    applyAxis(x, axes.x, axes.xTicks, theme);
    x->SetGridVisible(axes.hasVerticalGrid);
    const bool isTurned = axes.xLabelRotation != 0;
    applyTextStyle(x->GetLabelProperties(), theme, TextRole::Tick,
                   isTurned ? HorizontalAlign::Right : HorizontalAlign::Centre,
                   isTurned ? VerticalAlign::Centre : VerticalAlign::Top);
    x->GetLabelProperties()->SetOrientation(axes.xLabelRotation);

    auto* y = chart->GetAxis(vtkAxis::LEFT);
    applyAxis(y, axes.y, axes.yTicks, theme);
    y->SetGridVisible(true);
    applyTextStyle(y->GetLabelProperties(), theme, TextRole::Tick, HorizontalAlign::Right,
                   VerticalAlign::Centre);
    chart->RecalculateBounds();
    chart->Modified();
}

} // namespace counterpart::plots
