#include "plots/histogram_plot.h"

#include "plots/canvas.h"
#include "plots/chart_axes.h"
#include "plots/plot_tables.h"
#include "plots/text_metrics.h"

#include <vtkChartXY.h>
#include <vtkContextScene.h>
#include <vtkDoubleArray.h>
#include <vtkNew.h>
#include <vtkPen.h>
#include <vtkPlotLine.h>
#include <vtkSmartPointer.h>
#include <vtkTable.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace counterpart::plots {

namespace {

constexpr std::array kSides{core::Side::A, core::Side::B};
constexpr double kOuter = 8; ///< margin: less than elsewhere, as the inspector is narrow
constexpr double kPanelGap = 10;
constexpr double kSmallestTickGap = 15;
constexpr std::uint8_t kFillOpacity = 90;

/// Outline of the bars from left to right over [0, 1], heights as log10(1 + count).
std::vector<Point> steps(const core::Histogram& histogram)
{
    const auto n = static_cast<double>(histogram.counts.size());
    std::vector<Point> points{{0, 0}};
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        const double y = std::log10(1.0 + static_cast<double>(histogram.counts[i]));
        points.push_back({static_cast<double>(i) / n, y});
        points.push_back({static_cast<double>(i + 1) / n, y});
    }
    points.push_back({1, 0});
    return points;
}

/// Ticks at the shares of the range. VTK's charts lose values that are far from 1, activations need
/// not be near it: so the chart's axis runs from 0 to 1.
Ticks activationTicks(const core::Histogram& histogram, int maxCount)
{
    const bool hasRange = histogram.high > histogram.low;
    const double low = hasRange ? histogram.low : histogram.low - 0.5; // a unit that never changes
    const double width = hasRange ? histogram.high - histogram.low : 1;
    Ticks ticks = niceTicks(low, low + width, maxCount);
    for (double& position : ticks.positions)
        position = (position - low) / width;
    return ticks;
}

double highestCount(const core::Histogram& histogram)
{
    return histogram.counts.empty() ? 0 : static_cast<double>(std::ranges::max(histogram.counts));
}

} // namespace

struct HistogramPlot::State
{
    struct Panel
    {
        vtkNew<vtkChartXY> chart;
        vtkSmartPointer<vtkPlotLine> outline; ///< a plot that was cleared cannot be added again
        std::vector<Point> points;            ///< none = the side is not shown
        ChartAxes axes;
        Point title;
    };

    HistogramContent content;
    PlotTheme theme = lightTheme();
    Size size{280, 220};
    core::SidePair<Panel> panels;
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> overlay;

    State();
    bool isShown(core::Side side) const { return !panels[side].points.empty(); }
    void fillPanel(core::Side side);
    void layOut();
    void layOutPanel(core::Side side, double top, double height);
    void paint(Canvas canvas) const;
    Colour colourOf(core::Side side) const
    {
        return content.network[side] == core::Side::A ? theme.networkA : theme.networkB;
    }
};

HistogramPlot::State::State()
{
    for (const auto side : kSides) {
        scene->AddItem(panels[side].chart);
        panels[side].chart->SetVisible(false);
    }
    scene->AddItem(overlay);
    overlay->onPaint = [this](vtkContext2D& context) {
        paint(Canvas(context, theme, size.height));
    };
}

void HistogramPlot::State::fillPanel(core::Side side)
{
    auto& panel = panels[side];
    panel.points.clear();
    panel.chart->ClearPlots();
    const auto& histogram = content.histogram[side];
    if (histogram && !histogram->counts.empty())
        panel.points = steps(*histogram);
    panel.chart->SetVisible(isShown(side));
    if (!isShown(side))
        return;
    vtkNew<vtkTable> table;
    vtkNew<vtkDoubleArray> x;
    vtkNew<vtkDoubleArray> y;
    x->SetName("x");
    y->SetName("y");
    for (const auto& point : panel.points) {
        x->InsertNextValue(point.x);
        y->InsertNextValue(point.y);
    }
    table->AddColumn(x);
    table->AddColumn(y);
    panel.outline = vtkSmartPointer<vtkPlotLine>::New();
    panel.outline->SetMarkerStyle(vtkPlotPoints::NONE);
    panel.outline->SetInputData(table, 0, 1);
    panel.chart->AddPlot(panel.outline);
}

void HistogramPlot::State::layOut()
{
    scene->SetGeometry(static_cast<int>(std::lround(size.width)),
                       static_cast<int>(std::lround(size.height)));
    const bool both = isShown(core::Side::A) && isShown(core::Side::B);
    const double axisTitle = lineHeight(TextRole::Tick) + 3;
    const double inner = size.height - 2 * kOuter - axisTitle - (both ? kPanelGap : 0);
    const double height = std::floor(both ? inner / 2 : inner);
    double top = kOuter;
    for (const auto side : kSides) {
        if (!isShown(side))
            continue;
        layOutPanel(side, top, height);
        top += height + kPanelGap;
    }
}

void HistogramPlot::State::layOutPanel(core::Side side, double top, double height)
{
    auto& panel = panels[side];
    auto& axes = panel.axes;
    const double tick = lineHeight(TextRole::Tick);
    const double titleHeight = lineHeight(TextRole::Label) + 4;
    const double highest = highestCount(*content.histogram[side]);
    axes.sceneHeight = size.height;
    axes.x = {0, 1, 0, 1};
    axes.y = {0, 1.04 * std::max(std::log10(1 + highest), std::log10(2.0)), 0, 1};
    const double areaHeight = std::max(16.0, height - titleHeight - tick - kTickLabelOffset);
    axes.yTicks = logCountTicks(highest, kSmallestTickGap / areaHeight * axes.y.high);
    double labels = textWidth("1000", TextRole::Tick);
    for (const auto& label : axes.yTicks.labels)
        labels = std::max(labels, textWidth(label, TextRole::Tick));
    const double left = std::ceil(kOuter + tick + 3 + labels + kTickLabelOffset);
    double width = std::max(20.0, std::floor(size.width - left - kOuter - 8));
    axes.xTicks =
        activationTicks(*content.histogram[side], std::max(3, static_cast<int>(width / 46)));
    if (!axes.xTicks.labels.empty()) {
        // The last number may reach beyond the axis.
        const double end = textWidth(axes.xTicks.labels.back(), TextRole::Tick) / 2;
        const double last = std::max(0.1, axes.xTicks.positions.back());
        width = std::min(width, std::floor((size.width - kOuter / 2 - left - end) / last));
    }
    axes.area = {left, std::ceil(top + titleHeight), width, std::floor(areaHeight)};
    axes.hasVerticalGrid = false;
    spanScales(axes);
    applyAxes(panel.chart, axes, theme);
    panel.title = {left, top + lineHeight(TextRole::Label) / 2};
    const Colour colour = colourOf(side);
    panel.outline->GetPen()->SetColor(colour.r, colour.g, colour.b, colour.a);
    panel.outline->GetPen()->SetWidth(1.5F);
}

void HistogramPlot::State::paint(Canvas canvas) const
{
    const double tick = lineHeight(TextRole::Tick);
    for (const auto side : kSides) {
        if (!isShown(side))
            continue;
        const auto& panel = panels[side];
        const auto& area = panel.axes.area;
        std::vector<Point> outline;
        for (const auto& point : panel.points)
            outline.push_back({panel.axes.x.toPixel(point.x), panel.axes.y.toPixel(point.y)});
        Colour fill = colourOf(side);
        fill.a = kFillOpacity;
        canvas.polygon(outline, fill);
        canvas.text(panel.title, elided(content.name[side], TextRole::Label, area.width),
                    {.role = TextRole::Label, .colour = colourOf(side)});
        canvas.text(
            {kOuter + tick / 2, area.y + area.height / 2}, "count",
            {.role = TextRole::Tick, .horizontal = HorizontalAlign::Centre, .rotation = 90});
    }
    const auto last = isShown(core::Side::B) ? core::Side::B : core::Side::A;
    if (isShown(last)) {
        const auto& area = panels[last].axes.area;
        canvas.text({area.x + area.width / 2, size.height - kOuter - tick / 2}, "activation",
                    {.role = TextRole::Tick, .horizontal = HorizontalAlign::Centre});
    }
}

HistogramPlot::HistogramPlot() : m_state(std::make_unique<State>()) {}

HistogramPlot::~HistogramPlot() = default;

void HistogramPlot::setContent(HistogramContent content)
{
    m_state->content = std::move(content);
    for (const auto side : kSides)
        m_state->fillPanel(side);
    m_state->layOut();
}

void HistogramPlot::setTheme(const PlotTheme& theme)
{
    m_state->theme = theme;
    m_state->layOut();
}

void HistogramPlot::setPixelRatio(double) {}

void HistogramPlot::setSize(Size size)
{
    if (size == m_state->size)
        return;
    m_state->size = size;
    m_state->layOut();
}

Size HistogramPlot::minimumSize() const
{
    return {200,
            m_state->isShown(core::Side::A) && m_state->isShown(core::Side::B) ? 190.0 : 110.0};
}

Size HistogramPlot::preferredSize() const
{
    return {280,
            m_state->isShown(core::Side::A) && m_state->isShown(core::Side::B) ? 220.0 : 130.0};
}

bool HistogramPlot::isEmpty() const
{
    return !m_state->content.histogram.a && !m_state->content.histogram.b;
}

std::vector<ScenePlacement> HistogramPlot::placements() const
{
    return {{m_state->scene, {0, 0, m_state->size.width, m_state->size.height}}};
}

TableMaker HistogramPlot::tables() const
{
    core::DataTable table{"values",
                          {core::textColumn("unit"), core::numberColumn("from"),
                           core::numberColumn("to"), core::integerColumn("count")}};
    for (const auto side : kSides) {
        const auto& histogram = m_state->content.histogram[side];
        const std::size_t n = histogram ? histogram->counts.size() : 0;
        for (std::size_t i = 0; i < n; ++i) {
            const double width = (histogram->high - histogram->low) / static_cast<double>(n);
            table.addRow({m_state->content.name[side],
                          histogram->low + width * static_cast<double>(i),
                          histogram->low + width * static_cast<double>(i + 1),
                          std::int64_t{histogram->counts[i]}});
        }
    }
    return madeTables({table});
}

} // namespace counterpart::plots
