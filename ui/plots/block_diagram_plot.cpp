#include "plots/block_diagram_plot.h"

#include "plots/block_diagram_state.h"
#include "plots/plot_tables.h"
#include "plots/text_metrics.h"
#include "plots/ticks.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace counterpart::plots {

namespace {

/// The layer of the places, of which the matrix knows nothing but their numbers.
constexpr core::LayerRef kPlaces{core::NetId{0}, core::LayerIndex{0}};

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

std::function<std::optional<double>(core::Index, core::Index)> cellsOf(const BlockContent& content)
{
    if (content.exact)
        return content.exact;
    return [values = content.values](core::Index row, core::Index column) {
        return static_cast<double>(values->levels().front()(row, column));
    };
}

} // namespace

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

void BlockDiagramPlot::setParts(const FigureParts& parts)
{
    // The bars at its edges say which network a unit is of, so they are no axes.
    FigureParts shown = parts;
    shown.axes = true;
    m_state->matrix.setParts(shown);
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

bool BlockDiagramPlot::isEmpty() const
{
    return !m_state->content.values || m_state->content.units.empty();
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

std::vector<double> BlockDiagramPlot::zoomState() const
{
    return m_state->matrix.zoomState();
}

void BlockDiagramPlot::setZoomState(const std::vector<double>& state)
{
    m_state->matrix.setZoomState(state);
}

TableMaker BlockDiagramPlot::tables() const
{
    const State& s = *m_state;
    core::DataTable units{"units",
                          {core::integerColumn("place"), core::textColumn("network"),
                           core::textColumn("layer and network"), core::integerColumn("unit"),
                           core::textColumn("cluster")}};
    core::TableColumn names = core::textColumn("unit");
    auto& name = std::get<core::TableColumn::Texts>(names.values);
    for (std::size_t place = 0; place < s.content.units.size(); ++place) {
        const PlacedUnit& placed = s.content.units[place];
        const int block = s.blockOfPlace[place];
        units.addRow({static_cast<std::int64_t>(place) + 1,
                      placed.side == core::Side::A ? "A" : "B", s.content.names[placed.side],
                      std::int64_t{placed.unit.unit.value},
                      block < 0 ? core::TableCell()
                                : s.content.blocks[static_cast<std::size_t>(block)].name});
        name.emplace_back(s.nameOf(place));
    }
    if (!s.content.values)
        return madeTables({units});
    return madeTables({units, {"values", {}, core::TableMatrix{names, names, cellsOf(s.content)}}});
}

} // namespace counterpart::plots
