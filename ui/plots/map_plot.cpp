#include "plots/map_plot.h"

#include "plots/map_state.h"
#include "plots/plot_tables.h"

#include <algorithm>

namespace counterpart::plots {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

MapPlot::MapPlot() : m_state(std::make_unique<State>())
{
    m_state->layOut();
}

MapPlot::~MapPlot() = default;

void MapPlot::setContent(MapContent content)
{
    content.parts = m_state->content.parts;
    m_state->content = std::move(content);
    m_state->layOut();
}

const MapContent& MapPlot::content() const
{
    return m_state->content;
}

void MapPlot::setCurrent(std::optional<std::pair<int, int>> cell)
{
    m_state->current = cell;
}

void MapPlot::setTheme(const PlotTheme& theme)
{
    m_state->theme = theme;
}

void MapPlot::setPixelRatio(double) {}

void MapPlot::setParts(const FigureParts& parts)
{
    m_state->content.parts = parts;
    m_state->layOut();
}

void MapPlot::setSize(Size size)
{
    if (size == m_state->size)
        return;
    m_state->size = size;
    m_state->layOut();
}

Size MapPlot::minimumSize() const
{
    return {280, 220};
}

/// Large enough for the names, and no higher than what the width leaves room for.
Size MapPlot::preferredSize() const
{
    constexpr double kNamedCell = 18;
    const Size most{std::max(520.0, kNamedCell * m_state->columns() + 300),
                    std::max(440.0, kNamedCell * m_state->rows() + 280)};
    const MapLayout layout = layOutMap(m_state->content, most);
    // Names of columns take a share of the height at most.
    const double named = layout.isRotated ? layout.nameHeight / kMostColumnNameShare : 0;
    const double least = std::max({minimumSize().height, layout.usedHeight, named});
    return {most.width, std::min(most.height, std::ceil(least))};
}

bool MapPlot::isEmpty() const
{
    return m_state->content.values.empty();
}

std::vector<ScenePlacement> MapPlot::placements() const
{
    return {{m_state->scene, {0, 0, m_state->size.width, m_state->size.height}}};
}

std::optional<PlotHit> MapPlot::hitAt(Point point) const
{
    const State& s = *m_state;
    if (s.rows() == 0 || s.columns() == 0 || !s.layout.cells.contains(point))
        return std::nullopt;
    const int row =
        std::min(static_cast<int>((point.y - s.layout.cells.y) / s.layout.cell), s.rows() - 1);
    const int column =
        std::min(static_cast<int>((point.x - s.layout.cells.x) / s.layout.cell), s.columns() - 1);
    const std::size_t place = s.place(row, column);
    PlotHit hit;
    if (at(row) < s.content.rows.refs.size() && at(column) < s.content.columns.refs.size())
        hit.units = {s.content.rows.refs[at(row)], s.content.columns.refs[at(column)]};
    const std::optional<double>& value = s.content.values[place];
    hit.text = s.content.rows.names[at(row)] + "  ~  " + s.content.columns.names[at(column)] +
               "   " + s.content.valueName + " " + (value ? fixed(*value, 4) : "none");
    if (!value && place < s.content.reasons.size())
        hit.text += ": " + s.content.reasons[place];
    return hit;
}

Point MapPlot::centreOf(int row, int column) const
{
    const Rect cell = m_state->layout.cellAt(row, column);
    return {cell.x + cell.width / 2, cell.y + cell.height / 2};
}

TableMaker MapPlot::tables() const
{
    const State& s = *m_state;
    core::DataTable table{"values", {core::textColumn(s.content.valueName)}};
    for (const std::string& name : s.content.columns.names)
        table.columns.push_back(core::numberColumn(name));
    for (const MapBar& bar : s.content.bars)
        table.columns.push_back(core::textColumn(bar.name));
    for (int row = 0; row < s.rows(); ++row) {
        std::vector<core::TableCell> cells{s.content.rows.names[at(row)]};
        for (int column = 0; column < s.columns(); ++column)
            cells.push_back(core::cellOf(s.content.values[s.place(row, column)]));
        for (const MapBar& bar : s.content.bars) {
            const int category = bar.category[at(row)];
            cells.push_back(category < 0 ? core::TableCell() : bar.names[at(category)]);
        }
        table.addRow(cells);
    }
    return madeTables({table});
}

} // namespace counterpart::plots
