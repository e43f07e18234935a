#include "plots/curve_plot.h"

#include "plots/canvas.h"
#include "plots/curve_drawing.h"
#include "plots/curve_layout.h"
#include "plots/curve_line.h"
#include "plots/curve_text.h"
#include "plots/plot_tables.h"
#include "plots/ticks.h"

#include <vtkChartXY.h>
#include <vtkContextScene.h>
#include <vtkDoubleArray.h>
#include <vtkNew.h>
#include <vtkPen.h>
#include <vtkSmartPointer.h>
#include <vtkTable.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace counterpart::plots {

namespace {

constexpr double kHitRadius = 12;
constexpr double kThresholdReach = 6;

/// The line through the points [first, end) of a curve of the content.
vtkSmartPointer<CurveLine> makeLine(const CurveContent& content, std::size_t curve,
                                    const std::vector<int>& places, std::size_t first,
                                    std::size_t end)
{
    vtkNew<vtkTable> table;
    vtkNew<vtkDoubleArray> x;
    vtkNew<vtkDoubleArray> y;
    x->SetName("x");
    y->SetName("y");
    for (std::size_t i = first; i < end; ++i) {
        x->InsertNextValue(places[i]);
        y->InsertNextValue(heightOf(content.curves[curve].points[i].y, content));
    }
    table->AddColumn(x);
    table->AddColumn(y);
    auto line = vtkSmartPointer<CurveLine>::New();
    line->SetInputData(table, 0, 1);
    line->SetMarkerStyle(vtkPlotPoints::NONE);
    return line;
}

/// Where the line that begins at point `first` ends: a category without a point is a gap, a rank
/// without one is passed over.
std::size_t lineEnd(const CurveContent& content, const std::vector<int>& places, std::size_t first)
{
    if (content.categories.empty())
        return places.size();
    std::size_t end = first + 1;
    while (end < places.size() && places[end] == places[end - 1] + 1)
        ++end;
    return end;
}

struct LinePart
{
    std::size_t curve = 0;
    vtkSmartPointer<CurveLine> line;
};

struct PointRef
{
    std::size_t curve = 0;
    std::size_t point = 0;
};

} // namespace

struct CurvePlot::State
{
    CurveContent content;
    PlotTheme theme = lightTheme();
    Size size{560, 380};
    std::optional<double> threshold;
    Highlight highlight;
    CurveLayout layout;
    std::unordered_map<core::UnitRef, std::vector<PointRef>> pointsOfUnit;
    vtkNew<vtkContextScene> scene;
    vtkNew<vtkChartXY> chart;
    vtkNew<PaintItem> overlay;
    std::vector<LinePart> lines;

    State();
    void rebuildLines();
    void addLines(std::size_t curve);
    void layOut();
    double thresholdY() const { return layout.axes.y.toPixel(*threshold); }
    void paintOver(Canvas canvas) const;
    void paintRings(CurveDrawing& drawing, const std::vector<core::UnitRef>& units, Colour colour,
                    double radius) const;
};

CurvePlot::State::State()
{
    scene->AddItem(chart);
    scene->AddItem(overlay);
    overlay->onPaint = [this](vtkContext2D& context) {
        paintOver(Canvas(context, theme, size.height));
    };
}

void CurvePlot::State::rebuildLines()
{
    chart->ClearPlots();
    lines.clear();
    pointsOfUnit.clear();
    for (std::size_t c = 0; c < content.curves.size(); ++c) {
        const auto& curve = content.curves[c];
        addLines(c);
        for (std::size_t i = 0; i < curve.points.size(); ++i)
            for (const auto& unit : curve.points[i].units)
                pointsOfUnit[unit].push_back({c, i});
    }
}

void CurvePlot::State::addLines(std::size_t curve)
{
    const std::vector<int> places = placesOf(content.curves[curve], content);
    for (std::size_t first = 0; first < places.size();) {
        const std::size_t end = lineEnd(content, places, first);
        if (end - first > 1) {
            lines.push_back({curve, makeLine(content, curve, places, first, end)});
            chart->AddPlot(lines.back().line);
        }
        first = end;
    }
}

void CurvePlot::State::layOut()
{
    layout = layOutCurves(content, threshold.has_value(), size);
    scene->SetGeometry(static_cast<int>(std::lround(size.width)),
                       static_cast<int>(std::lround(size.height)));
    applyAxes(chart, layout.axes, theme);
    for (const LinePart& part : lines) {
        const auto& curve = content.curves[part.curve];
        const Colour colour = curveColour(theme, curve.role);
        part.line->GetPen()->SetColor(colour.r, colour.g, colour.b, colour.a);
        part.line->GetPen()->SetWidth(static_cast<float>(curveWidth(curve, content)));
    }
}

void CurvePlot::State::paintOver(Canvas canvas) const
{
    CurveDrawing drawing(canvas, theme, content, layout);
    drawing.titles();
    if (threshold)
        drawing.threshold(*threshold);
    drawing.markers();
    drawing.legend(threshold);
    paintRings(drawing, highlight.selected, theme.selected, 4.5);
    paintRings(drawing, highlight.current, theme.current, 5.5);
    paintRings(drawing, highlight.hover, theme.hover, 5.5);
}

void CurvePlot::State::paintRings(CurveDrawing& drawing, const std::vector<core::UnitRef>& units,
                                  Colour colour, double radius) const
{
    // Several units of A may share a unit of B: it alone marks them only if no unit of A is given.
    std::vector<Point> own;
    std::vector<Point> shared;
    for (const auto& unit : units) {
        const auto found = pointsOfUnit.find(unit);
        if (found == pointsOfUnit.end())
            continue;
        for (const auto& [curve, point] : found->second) {
            const bool isOwn = content.curves[curve].points[point].units.front() == unit;
            (isOwn ? own : shared).push_back(layout.points[curve][point]);
        }
    }
    for (const Point& point : own.empty() ? shared : own)
        drawing.ring(point, colour, radius);
}

CurvePlot::CurvePlot() : m_state(std::make_unique<State>())
{
    m_state->layOut();
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::setContent(CurveContent content)
{
    content.parts = m_state->content.parts;
    m_state->content = std::move(content);
    m_state->rebuildLines();
    m_state->layOut();
}

void CurvePlot::setThreshold(std::optional<double> y)
{
    const bool isNew = y.has_value() != m_state->threshold.has_value();
    m_state->threshold = y;
    if (isNew)
        m_state->layOut();
}

bool CurvePlot::isOnThreshold(Point point) const
{
    const Rect& area = m_state->layout.axes.area;
    return m_state->threshold && point.x >= area.x && point.x <= m_state->size.width &&
           std::abs(point.y - m_state->thresholdY()) <= kThresholdReach;
}

double CurvePlot::yAt(Point point) const
{
    const auto& y = m_state->layout.axes.y;
    return std::clamp(y.toValue(point.y), y.low, y.high);
}

void CurvePlot::setTheme(const PlotTheme& theme)
{
    m_state->theme = theme;
    m_state->layOut();
}

void CurvePlot::setPixelRatio(double) {}

void CurvePlot::setParts(const FigureParts& parts)
{
    m_state->content.parts = parts;
    m_state->layOut();
}

void CurvePlot::setSize(Size size)
{
    if (size == m_state->size)
        return;
    m_state->size = size;
    m_state->layOut();
}

Size CurvePlot::minimumSize() const
{
    return {280, 200};
}

Size CurvePlot::preferredSize() const
{
    return {560, 380};
}

bool CurvePlot::isEmpty() const
{
    return std::ranges::all_of(m_state->content.curves,
                               [](const Curve& curve) { return curve.points.empty(); });
}

std::vector<ScenePlacement> CurvePlot::placements() const
{
    return {{m_state->scene, {0, 0, m_state->size.width, m_state->size.height}}};
}

void CurvePlot::setHighlight(const Highlight& highlight)
{
    m_state->highlight = highlight;
}

std::optional<PlotHit> CurvePlot::hitAt(Point point) const
{
    std::optional<PointRef> best;
    double bestDistance = kHitRadius;
    const auto& curves = m_state->layout.points;
    for (std::size_t c = 0; c < curves.size(); ++c)
        for (std::size_t i = 0; i < curves[c].size(); ++i) {
            const double distance = std::hypot(curves[c][i].x - point.x, curves[c][i].y - point.y);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = PointRef{c, i};
            }
        }
    if (!best)
        return std::nullopt;
    const auto& curve = m_state->content.curves[best->curve];
    const auto& hit = curve.points[best->point];
    return PlotHit{hit.units, hit.text.empty() ? curve.name + "   " + fixed(hit.y, 3) : hit.text};
}

TableMaker CurvePlot::tables() const
{
    return madeTables({curvesTable(m_state->content)});
}

} // namespace counterpart::plots
