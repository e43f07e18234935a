#include "plots/block_diagram_plot.h"

#include "plots/canvas.h"
#include "plots/network_key.h"
#include "plots/text_metrics.h"
#include "plots/text_table.h"
#include "plots/ticks.h"

#include <vtkContextScene.h>
#include <vtkNew.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace counterpart::plots {

namespace {

/// The layer of the places, of which the matrix knows nothing but their numbers.
constexpr core::LayerRef kPlaces{core::NetId{0}, core::LayerIndex{0}};

constexpr double kBarWidth = 7;
constexpr double kBarGap = 3;
constexpr double kOutlineWidth = 1;
constexpr double kInnerWidth = 0.75;
/// Spans of fewer logical pixels are not outlined.
constexpr double kSmallestOutline = 4;
constexpr Colour kLine{16, 18, 22};
constexpr Colour kRim{255, 255, 255, 170};
constexpr double kRimWidth = 3;
constexpr double kChosenWidth = 2;
constexpr double kChosenRimWidth = 4;

core::UnitRef placeRef(std::size_t place)
{
    return {kPlaces.net, kPlaces.layer, core::UnitIndex{static_cast<int>(place)}};
}

MatrixAxis placeAxis(std::size_t places)
{
    MatrixAxis axis;
    axis.layer = kPlaces;
    axis.order = core::originalOrder(static_cast<core::Index>(places));
    axis.isNumbered = false;
    return axis;
}

/// [from, to) in pixels of the visible part of a run; empty if none is.
struct Stretch
{
    double from = 0;
    double to = 0;

    double length() const { return to - from; }
};

Stretch visible(const PlacedAxis& axis, core::LeafSpan span)
{
    const double end = axis.start + axis.size();
    return {std::clamp(axis.at(span.begin), axis.start, end),
            std::clamp(axis.at(span.end), axis.start, end)};
}

} // namespace

struct BlockDiagramPlot::State
{
    BlockContent content;
    core::LeafSpan chosen;
    MatrixPlot matrix;
    PlotTheme theme = lightTheme();
    Size size;
    std::unordered_map<core::UnitRef, std::vector<std::size_t>> placesOfUnit;
    std::vector<int> blockOfPlace; ///< -1 outside of blocks
    vtkNew<vtkContextScene> scene;
    vtkNew<PaintItem> overlay;

    void index();
    void indexBlocks();
    std::vector<core::UnitRef> asPlaces(const std::vector<core::UnitRef>& units) const;
    std::string nameOf(std::size_t place) const;
    void paint(Canvas canvas) const;
    void paintBars(Canvas& canvas, const MatrixGeometry& geometry) const;
    void paintDiagonal(Canvas& canvas, const MatrixGeometry& geometry) const;
    void paintOutline(Canvas& canvas, const MatrixGeometry& geometry, core::LeafSpan span,
                      Colour colour, double width) const;
    Colour colourOf(core::Side side) const
    {
        return side == core::Side::A ? theme.networkA : theme.networkB;
    }
};

void BlockDiagramPlot::State::index()
{
    placesOfUnit.clear();
    for (std::size_t place = 0; place < content.units.size(); ++place)
        placesOfUnit[content.units[place].unit].push_back(place);
    indexBlocks();
}

void BlockDiagramPlot::State::indexBlocks()
{
    blockOfPlace.assign(content.units.size(), -1);
    for (std::size_t block = 0; block < content.blocks.size(); ++block) {
        const core::LeafSpan span = content.blocks[block].span;
        std::fill(blockOfPlace.begin() + span.begin, blockOfPlace.begin() + span.end,
                  static_cast<int>(block));
    }
}

std::vector<core::UnitRef>
BlockDiagramPlot::State::asPlaces(const std::vector<core::UnitRef>& units) const
{
    std::vector<core::UnitRef> places;
    for (const core::UnitRef& unit : units) {
        const auto found = placesOfUnit.find(unit);
        if (found == placesOfUnit.end())
            continue;
        for (const std::size_t place : found->second)
            places.push_back(placeRef(place));
    }
    return places;
}

std::string BlockDiagramPlot::State::nameOf(std::size_t place) const
{
    const PlacedUnit& placed = content.units[place];
    return content.names[placed.side] + '[' + std::to_string(placed.unit.unit.value) + ']';
}

void BlockDiagramPlot::State::paintBars(Canvas& canvas, const MatrixGeometry& geometry) const
{
    const Rect frame = geometry.frame();
    const auto count = static_cast<int>(content.units.size());
    for (int begin = 0; begin < count;) {
        const core::Side side = content.units[static_cast<std::size_t>(begin)].side;
        int end = begin + 1;
        while (end < count && content.units[static_cast<std::size_t>(end)].side == side)
            ++end;
        const Stretch rows = visible(geometry.y, {begin, end});
        const Stretch columns = visible(geometry.x, {begin, end});
        if (rows.length() > 0)
            canvas.fill({frame.x - kBarGap - kBarWidth, rows.from, kBarWidth, rows.length()},
                        colourOf(side));
        if (columns.length() > 0)
            canvas.fill({columns.from, frame.bottom() + kBarGap, columns.length(), kBarWidth},
                        colourOf(side));
        begin = end;
    }
}

void BlockDiagramPlot::State::paintDiagonal(Canvas& canvas, const MatrixGeometry& geometry) const
{
    for (int place = 0; place < static_cast<int>(content.units.size()); ++place) {
        const Stretch row = visible(geometry.y, {place, place + 1});
        const Stretch column = visible(geometry.x, {place, place + 1});
        if (row.length() > 0 && column.length() > 0)
            canvas.fill({column.from, row.from, column.length(), row.length()},
                        colourOf(content.units[static_cast<std::size_t>(place)].side));
    }
}

/// The sides of the square that lie within the frame.
void BlockDiagramPlot::State::paintOutline(Canvas& canvas, const MatrixGeometry& geometry,
                                           core::LeafSpan span, Colour colour, double width) const
{
    const Stretch rows = visible(geometry.y, span);
    const Stretch columns = visible(geometry.x, span);
    if (rows.length() <= 0 || columns.length() <= 0)
        return;
    const auto horizontal = [&](double place) {
        const double y = geometry.y.at(place);
        if (y >= rows.from && y <= rows.to)
            canvas.fill({columns.from - width / 2, y - width / 2, columns.length() + width, width},
                        colour);
    };
    const auto vertical = [&](double place) {
        const double x = geometry.x.at(place);
        if (x >= columns.from && x <= columns.to)
            canvas.fill({x - width / 2, rows.from - width / 2, width, rows.length() + width},
                        colour);
    };
    for (const int place : {span.begin, span.end}) {
        horizontal(place);
        vertical(place);
    }
}

void BlockDiagramPlot::State::paint(Canvas canvas) const
{
    if (content.units.empty())
        return;
    const MatrixGeometry& geometry = matrix.geometry();
    const auto isSeen = [&](core::LeafSpan span) {
        return span.size() * geometry.x.cellSize() >= kSmallestOutline;
    };
    for (const core::LeafSpan span : content.innerSpans) {
        if (span.size() > 1 && isSeen(span))
            paintOutline(canvas, geometry, span, kLine, kInnerWidth);
    }
    for (const Block& block : content.blocks) {
        if (isSeen(block.span))
            paintOutline(canvas, geometry, block.span, kRim, kRimWidth);
    }
    for (const Block& block : content.blocks) {
        if (isSeen(block.span))
            paintOutline(canvas, geometry, block.span, kLine, kOutlineWidth);
    }
    if (content.isDiagonalMarked)
        paintDiagonal(canvas, geometry);
    if (chosen.size() > 0) {
        paintOutline(canvas, geometry, chosen, kRim, kChosenRimWidth);
        paintOutline(canvas, geometry, chosen, theme.current, kChosenWidth);
    }
    paintBars(canvas, geometry);
    drawNetworkKey(canvas, theme, content.names,
                   {kMargin / 2, geometry.frame().bottom() + kBarGap + kBarWidth + 4,
                    size.width - kMargin, lineHeight(TextRole::Tick)});
}

BlockDiagramPlot::BlockDiagramPlot() : m_state(std::make_unique<State>())
{
    m_state->matrix.setColourBarShown(true);
    m_state->scene->AddItem(m_state->overlay);
    m_state->overlay->onPaint = [state = m_state.get()](vtkContext2D& context) {
        state->paint(Canvas(context, state->theme, state->size.height));
    };
}

BlockDiagramPlot::~BlockDiagramPlot() = default;

void BlockDiagramPlot::setContent(BlockContent content)
{
    MatrixContent matrix;
    matrix.title = content.title;
    matrix.values = content.values;
    matrix.rows = matrix.columns = placeAxis(content.units.size());
    matrix.valueName = content.valueName;
    m_state->matrix.setContent(std::move(matrix));
    m_state->content = std::move(content);
    m_state->chosen = {};
    m_state->index();
}

void BlockDiagramPlot::setBlocks(std::vector<Block> blocks, std::vector<core::LeafSpan> innerSpans)
{
    m_state->content.blocks = std::move(blocks);
    m_state->content.innerSpans = std::move(innerSpans);
    m_state->indexBlocks();
}

void BlockDiagramPlot::setChosen(core::LeafSpan span)
{
    m_state->chosen = span;
}

void BlockDiagramPlot::setColours(ColourMap map, ColourLimits limits)
{
    m_state->matrix.setColours(map, limits);
}

void BlockDiagramPlot::setTheme(const PlotTheme& theme)
{
    m_state->theme = theme;
    m_state->matrix.setTheme(theme);
}

void BlockDiagramPlot::setPixelRatio(double ratio)
{
    m_state->matrix.setPixelRatio(ratio);
}

void BlockDiagramPlot::setVectorTarget(bool isVector)
{
    m_state->matrix.setVectorTarget(isVector);
}

void BlockDiagramPlot::setSize(Size size)
{
    m_state->size = size;
    m_state->scene->SetGeometry(static_cast<int>(std::lround(size.width)),
                                static_cast<int>(std::lround(size.height)));
    m_state->matrix.setSize(size);
}

Size BlockDiagramPlot::minimumSize() const
{
    return m_state->matrix.minimumSize();
}

Size BlockDiagramPlot::preferredSize() const
{
    return m_state->matrix.preferredSize();
}

std::vector<ScenePlacement> BlockDiagramPlot::placements() const
{
    std::vector<ScenePlacement> scenes = m_state->matrix.placements();
    scenes.push_back({m_state->scene, {0, 0, m_state->size.width, m_state->size.height}});
    return scenes;
}

void BlockDiagramPlot::setHighlight(const Highlight& highlight)
{
    m_state->matrix.setHighlight({m_state->asPlaces(highlight.hover),
                                  m_state->asPlaces(highlight.current),
                                  m_state->asPlaces(highlight.selected)});
}

std::optional<PlotHit> BlockDiagramPlot::hitAt(Point point) const
{
    const State& s = *m_state;
    const auto cell = s.matrix.hitAt(point);
    if (!cell)
        return std::nullopt;
    const auto row = static_cast<std::size_t>(cell->units.at(0).unit.value);
    const auto column = static_cast<std::size_t>(cell->units.at(1).unit.value);
    const float value = s.content.values->levels().front()(static_cast<core::Index>(row),
                                                           static_cast<core::Index>(column));
    PlotHit hit{{s.content.units[row].unit, s.content.units[column].unit},
                s.nameOf(row) + " ~ " + s.nameOf(column) + "   " + s.content.valueName + " = " +
                    fixed(static_cast<double>(value), 3)};
    const int block = s.blockOfPlace[row];
    if (block >= 0 && block == s.blockOfPlace[column])
        hit.text += "   " + s.content.blocks[static_cast<std::size_t>(block)].name;
    return hit;
}

bool BlockDiagramPlot::zoomAt(Point centre, double factor)
{
    return m_state->matrix.zoomAt(centre, factor);
}

bool BlockDiagramPlot::pan(Point from, Point to)
{
    return m_state->matrix.pan(from, to);
}

bool BlockDiagramPlot::resetView()
{
    return m_state->matrix.resetView();
}

std::string BlockDiagramPlot::dataAsText() const
{
    const State& s = *m_state;
    TextTable table;
    for (const char* header : {"place", "network", "layer and network", "unit", "cluster"})
        table.add(header);
    table.endRow();
    for (std::size_t place = 0; place < s.content.units.size(); ++place) {
        const PlacedUnit& placed = s.content.units[place];
        const int block = s.blockOfPlace[place];
        table.add(std::to_string(place + 1));
        table.add(placed.side == core::Side::A ? "A" : "B");
        table.add(s.content.names[placed.side]);
        table.add(std::to_string(placed.unit.unit.value));
        table.add(block < 0 ? "" : s.content.blocks[static_cast<std::size_t>(block)].name);
        table.endRow();
    }
    return table.text();
}

} // namespace counterpart::plots
