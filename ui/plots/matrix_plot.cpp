#include "plots/matrix_plot.h"

#include "plots/canvas.h"
#include "plots/matrix_axis_index.h"
#include "plots/matrix_drawing.h"
#include "plots/matrix_geometry.h"
#include "plots/matrix_image.h"
#include "plots/matrix_marks.h"
#include "plots/matrix_text.h"
#include "plots/plot_tables.h"

#include <vtkContextScene.h>
#include <vtkImageData.h>
#include <vtkNew.h>

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

using core::Index;

constexpr double kSmallestSide = 120;  // of the cells in the smallest plot, logical pixels
constexpr double kPreferredSide = 320; // and in a figure on its own

} // namespace

struct MatrixPlot::State
{
    MatrixContent content;
    AxisIndex rowIndex;
    AxisIndex columnIndex;
    ColourBar colours;
    bool isBarShown = false;
    PlotTheme theme = lightTheme();
    ImageTarget target;
    Size size;
    MatrixView view;
    MatrixMarks marks;
    Highlight highlight;

    Rect area;
    MatrixGeometry geometry;
    vtkNew<vtkImageData> image;
    bool isImageCurrent = false;
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> item;

    bool isEmpty() const
    {
        return !content.values || content.values->rows() == 0 || content.values->columns() == 0;
    }

    bool hasBar() const { return isBarShown && content.parts.colourBar; }
    std::optional<ColourBar> bar() const
    {
        return hasBar() ? std::optional(colours) : std::nullopt;
    }

    MatrixRoom room() const { return roomAround(content, bar()); }
    bool layOut();
    void mark();
    MarkedPlaces marked(const std::vector<core::UnitRef>& units, bool inOrder) const;
    void paint(vtkContext2D& context);
};

/// Returns whether another part of the matrix, or the same one in another size, is shown.
bool MatrixPlot::State::layOut()
{
    if (isEmpty())
        return false;
    const MatrixGeometry before = geometry;
    const MatrixRoom around = room();
    area = {around.left, around.top, std::max(1.0, size.width - around.left - around.right),
            std::max(1.0, size.height - around.top - around.bottom)};
    geometry = layOutMatrix(content.values->rows(), content.values->columns(), area, view, target);
    const bool isSame = static_cast<const PixelAxis&>(before.x) == geometry.x &&
                        static_cast<const PixelAxis&>(before.y) == geometry.y;
    if (!isSame)
        isImageCurrent = false;
    return !isSame;
}

/// In a matrix of a layer with itself a pair of units, in order, is one cell; a single unit is its
/// row and its column.
MarkedPlaces MatrixPlot::State::marked(const std::vector<core::UnitRef>& units, bool inOrder) const
{
    MarkedPlaces places{rowIndex.placesOf(units), columnIndex.placesOf(units)};
    const bool isPair = inOrder && rowIndex.layer == columnIndex.layer && places.rows.size() == 2;
    if (isPair) {
        places.rows.pop_back();
        places.columns.erase(places.columns.begin());
    }
    return places;
}

void MatrixPlot::State::mark()
{
    marks.hover = marked(highlight.hover, true);
    marks.current = marked(highlight.current, true);
    marks.selected = marked(highlight.selected, false);
}

void MatrixPlot::State::paint(vtkContext2D& context)
{
    if (isEmpty() || size.width <= 0 || size.height <= 0)
        return;
    if (!isImageCurrent)
        paintMatrixImage(*image,
                         {*content.values, plots::colours(colours.map), colours.limits,
                          rowIndex.isDead, columnIndex.isDead, theme.dead},
                         geometry.y, geometry.x);
    isImageCurrent = true;
    Canvas canvas(context, theme, size.height);
    drawAxes(canvas, theme, content, geometry, size, hasBar());
    const Rect frame = geometry.frame();
    canvas.image(frame, image);
    const double line = std::max(1.0, std::round(kAxisWidth * target.ratio)) / target.ratio;
    canvas.frame({frame.x - line, frame.y - line, frame.width + 2 * line, frame.height + 2 * line},
                 theme.faint, line);
    if (hasBar())
        drawColourBar(canvas, theme, content, colours, geometry, target.ratio);
    drawMarks(canvas, theme, marks, geometry);
}

MatrixPlot::MatrixPlot() : m_state(std::make_unique<State>())
{
    m_state->item->onPaint = [state = m_state.get()](vtkContext2D& context) {
        state->paint(context);
    };
    m_state->scene->AddItem(m_state->item);
}

MatrixPlot::~MatrixPlot() = default;

void MatrixPlot::setContent(MatrixContent content)
{
    content.parts = m_state->content.parts;
    const auto isLike = [](const MatrixAxis& a, const MatrixAxis& b) {
        return a.layer == b.layer && a.order.size() == b.order.size();
    };
    if (!isLike(content.rows, m_state->content.rows) ||
        !isLike(content.columns, m_state->content.columns))
        m_state->view = {};
    m_state->content = std::move(content);
    m_state->rowIndex.assign(m_state->content.rows);
    m_state->columnIndex.assign(m_state->content.columns);
    m_state->isImageCurrent = false;
    m_state->mark();
    m_state->layOut();
}

void MatrixPlot::setColours(ColourMap map, ColourLimits limits)
{
    if (map == m_state->colours.map && limits == m_state->colours.limits)
        return;
    m_state->colours = {map, limits};
    m_state->isImageCurrent = false;
    m_state->layOut();
}

void MatrixPlot::setColourBarShown(bool shown)
{
    m_state->isBarShown = shown;
    m_state->layOut();
}

std::optional<MatrixScale> MatrixPlot::scale() const
{
    if (!m_state->isBarShown)
        return std::nullopt;
    return MatrixScale{m_state->colours.map, m_state->colours.limits, m_state->content.valueName};
}

const MatrixGeometry& MatrixPlot::geometry() const
{
    return m_state->geometry;
}

void MatrixPlot::setTheme(const PlotTheme& theme)
{
    if (theme.dead != m_state->theme.dead)
        m_state->isImageCurrent = false;
    m_state->theme = theme;
}

void MatrixPlot::setPixelRatio(double ratio)
{
    if (ratio == m_state->target.ratio)
        return;
    m_state->target.ratio = ratio;
    m_state->layOut();
}

void MatrixPlot::setVectorTarget(bool isVector)
{
    m_state->target.isVector = isVector;
    m_state->layOut();
}

void MatrixPlot::setParts(const FigureParts& parts)
{
    m_state->content.parts = parts;
    m_state->layOut();
}

void MatrixPlot::setSize(Size size)
{
    if (size == m_state->size)
        return;
    m_state->size = size;
    m_state->layOut();
}

Size MatrixPlot::minimumSize() const
{
    const MatrixRoom room = m_state->room();
    return {room.left + kSmallestSide + room.right, room.top + kSmallestSide + room.bottom};
}

Size MatrixPlot::preferredSize() const
{
    const MatrixRoom room = m_state->room();
    Size cells{kPreferredSide, kPreferredSide};
    if (!m_state->isEmpty()) {
        const auto rows = static_cast<double>(m_state->content.values->rows());
        const auto columns = static_cast<double>(m_state->content.values->columns());
        double cell = kPreferredSide / std::max(rows, columns);
        cell = cell >= 1 ? std::floor(cell) : cell;
        cells = {std::max(kSmallestSide, columns * cell), std::max(kSmallestSide, rows * cell)};
    }
    return {std::ceil(room.left + cells.width + room.right),
            std::ceil(room.top + cells.height + room.bottom)};
}

bool MatrixPlot::isEmpty() const
{
    return !m_state->content.values;
}

std::vector<ScenePlacement> MatrixPlot::placements() const
{
    return {{m_state->scene, {0, 0, m_state->size.width, m_state->size.height}}};
}

void MatrixPlot::setHighlight(const Highlight& highlight)
{
    m_state->highlight = highlight;
    m_state->mark();
}

std::optional<PlotHit> MatrixPlot::hitAt(Point point) const
{
    const State& s = *m_state;
    if (s.isEmpty() || !s.geometry.frame().contains(point))
        return std::nullopt;
    const auto pixel = [](const PlacedAxis& axis, double at) {
        const auto i = static_cast<Index>(std::floor((at - axis.start) / axis.pixel));
        return std::clamp<Index>(i, 0, axis.length - 1);
    };
    const MatrixCell cell = cellAtPixel(*s.content.values, s.geometry.y, s.geometry.x,
                                        pixel(s.geometry.y, point.y), pixel(s.geometry.x, point.x));
    return PlotHit{{unitAt(s.content.rows, cell.row), unitAt(s.content.columns, cell.column)},
                   cellText(s.content, cell, s.rowIndex.isDead, s.columnIndex.isDead)};
}

bool MatrixPlot::zoomAt(Point centre, double factor)
{
    State& s = *m_state;
    if (s.isEmpty() || !(factor > 0))
        return false;
    const MatrixView next = zoomed(s.view, s.geometry, s.area, s.target, centre, factor);
    s.view = next;
    return s.layOut();
}

bool MatrixPlot::pan(Point from, Point to)
{
    if (m_state->isEmpty())
        return false;
    m_state->view = panned(m_state->view, m_state->geometry, from, to);
    return m_state->layOut();
}

bool MatrixPlot::resetView()
{
    m_state->view = {};
    return m_state->layOut();
}

std::vector<double> MatrixPlot::zoomState() const
{
    const MatrixView& view = m_state->view;
    if (view.cell <= 0)
        return {};
    return {view.cell, view.row, view.column};
}

void MatrixPlot::setZoomState(const std::vector<double>& state)
{
    const bool isView = state.size() == 3 && std::ranges::all_of(state, [](double number) {
                            return number >= 0 && number < 1e6;
                        });
    m_state->view = isView ? MatrixView{state[0], state[1], state[2]} : MatrixView{};
    m_state->layOut();
    if (isView)
        pan({}, {}); // within the matrix
}

TableMaker MatrixPlot::tables() const
{
    if (m_state->isEmpty())
        return madeTables({});
    return madeTables({cellsTable(m_state->content, m_state->rowIndex, m_state->columnIndex)});
}

} // namespace counterpart::plots
