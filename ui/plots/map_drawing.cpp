#include "plots/map_state.h"
#include "plots/series_colours.h"
#include "plots/text_metrics.h"

#include <algorithm>
#include <cmath>

namespace counterpart::plots {

namespace {

constexpr double kValueRoom = 8; ///< beside the value in a cell
constexpr double kSwatch = 9;
constexpr double kLinkWidth = 1.2;
constexpr double kBarNameGap = 5;
constexpr double kTreeTick = 4;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Digits behind the point: more where all values are small, so that they are told apart.
int decimalsOf(const std::vector<std::optional<double>>& values)
{
    constexpr double kSmall = 0.1;
    double largest = 0;
    for (const std::optional<double>& value : values)
        largest = std::max(largest, std::abs(value.value_or(0)));
    return largest > 0 && largest < kSmall ? 3 : 2;
}

/// Black or white, whichever is read better on the colour.
Colour contrastTo(Colour colour)
{
    const double light = 0.299 * colour.r + 0.587 * colour.g + 0.114 * colour.b;
    return light > 140 ? lightTheme().foreground : lightTheme().background;
}

} // namespace

MapPlot::State::State()
{
    scene->AddItem(item);
    item->onPaint = [this](vtkContext2D& context) { paint(Canvas(context, theme, size.height)); };
}

void MapPlot::State::layOut()
{
    scene->SetGeometry(static_cast<int>(std::lround(size.width)),
                       static_cast<int>(std::lround(size.height)));
    layout = layOutMap(content, size);
}

Colour MapPlot::State::colourOf(double value) const
{
    const auto& [low, high] = content.limits;
    const double share = high > low ? (value - low) / (high - low) : 0.5;
    return colours(content.map)[static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * 255)];
}

Colour MapPlot::State::barColour(const MapBar& bar, int category) const
{
    if (category < 0)
        return theme.grid;
    if (!bar.isOrdered)
        return seriesColour(theme, at(category));
    const auto last = std::max<std::size_t>(1, bar.names.size() - 1);
    return rampColour(theme, double(category) / double(last));
}

void MapPlot::State::paint(Canvas canvas) const
{
    if (rows() == 0 || columns() == 0)
        return;
    paintCells(canvas);
    paintNames(canvas);
    paintTitles(canvas);
    paintBars(canvas);
    if (content.tree)
        paintTree(canvas);
    if (content.parts.colourBar)
        paintColourBar(canvas);
    if (current && current->first < rows() && current->second < columns())
        canvas.frame(layout.cellAt(current->first, current->second), theme.current, 2.5);
}

void MapPlot::State::paintCells(Canvas& canvas) const
{
    const int decimals = decimalsOf(content.values);
    const bool hasText = layout.cell >= textWidth(fixed(0, decimals), TextRole::Tick) + kValueRoom;
    const double gap = layout.cell >= 12 ? 1 : 0;
    for (int row = 0; row < rows(); ++row) {
        for (int column = 0; column < columns(); ++column) {
            Rect rect = layout.cellAt(row, column);
            rect.width -= gap;
            rect.height -= gap;
            const std::optional<double>& value = content.values[place(row, column)];
            const Colour colour = value ? colourOf(*value) : theme.grid;
            canvas.fill(rect, colour);
            if (!hasText)
                continue;
            canvas.text({rect.x + rect.width / 2, rect.y + rect.height / 2},
                        value ? fixed(*value, decimals) : "\u2013",
                        {.role = TextRole::Tick,
                         .horizontal = HorizontalAlign::Centre,
                         .colour = value ? contrastTo(colour) : theme.faint});
        }
    }
}

void MapPlot::State::paintNames(Canvas& canvas) const
{
    for (int row = 0; layout.rowNamesShown && row < rows(); ++row)
        canvas.text({layout.barsX - 6, layout.cellAt(row, 0).y + layout.cell / 2},
                    elided(layout.rowNames[at(row)], TextRole::Tick, layout.nameWidth + 1),
                    {.role = TextRole::Tick, .horizontal = HorizontalAlign::Right});
    for (int column = 0; layout.columnNamesShown && column < columns(); ++column) {
        const double x = layout.cellAt(0, column).x + layout.cell / 2;
        const double y = layout.cells.bottom() + 5;
        const std::string& name = layout.columnNames[at(column)];
        if (layout.isRotated)
            canvas.text({x, y}, elided(name, TextRole::Tick, layout.nameHeight + 1),
                        {.role = TextRole::Tick,
                         .horizontal = HorizontalAlign::Right,
                         .vertical = VerticalAlign::Centre,
                         .rotation = 90});
        else
            canvas.text({x, y}, name,
                        {.role = TextRole::Tick,
                         .horizontal = HorizontalAlign::Centre,
                         .vertical = VerticalAlign::Top});
    }
}

void MapPlot::State::paintTitles(Canvas& canvas) const
{
    const auto colour = [&](const MapAxis& axis) -> std::optional<Colour> {
        if (!axis.side)
            return std::nullopt;
        return *axis.side == core::Side::A ? theme.networkA : theme.networkB;
    };
    const auto centred = [](double middle, double half, double from, double to) {
        return std::clamp(middle, from + half, std::max(from + half, to - half));
    };
    const double halfTitle = textWidth(layout.title, TextRole::Title) / 2;
    canvas.text(
        {centred(layout.cells.x + layout.cells.width / 2, halfTitle, kMargin, size.width - kMargin),
         kMargin / 2 + 2},
        layout.title,
        {.role = TextRole::Title,
         .horizontal = HorizontalAlign::Centre,
         .vertical = VerticalAlign::Top});
    if (!content.parts.axes)
        return;
    const std::string row = elided(content.rows.title, TextRole::Label, size.height - 2 * kMargin);
    const double left = layout.barsX - 6 - (layout.rowNamesShown ? layout.nameWidth + 6 : 0) -
                        lineHeight(TextRole::Label) - 2;
    canvas.text({std::max(6.0, left),
                 centred(layout.cells.y + layout.cells.height / 2,
                         textWidth(row, TextRole::Label) / 2, kMargin, size.height - kMargin)},
                row,
                {.horizontal = HorizontalAlign::Centre,
                 .vertical = VerticalAlign::Top,
                 .colour = colour(content.rows),
                 .rotation = 90});
    const std::string column =
        elided(content.columns.title, TextRole::Label, size.width - 2 * kMargin);
    canvas.text({centred(layout.cells.x + layout.cells.width / 2,
                         textWidth(column, TextRole::Label) / 2, kMargin, size.width - kMargin),
                 layout.cells.bottom() + 5 + layout.nameHeight + 5},
                column,
                {.horizontal = HorizontalAlign::Centre,
                 .vertical = VerticalAlign::Top,
                 .colour = colour(content.columns)});
}

void MapPlot::State::paintBars(Canvas& canvas) const
{
    for (std::size_t b = 0; b < content.bars.size(); ++b) {
        const MapBar& bar = content.bars[b];
        const double x = layout.barsX + double(b) * (kMapBar + kMapBarGap);
        for (int row = 0; row < rows(); ++row) {
            const Rect cell = layout.cellAt(row, 0);
            canvas.fill({x, cell.y, kMapBar, cell.height}, barColour(bar, bar.category[at(row)]));
        }
        if (content.parts.axes) // upwards beside the tree, where there is one
            canvas.text({x + kMapBar / 2, layout.cells.y - kBarNameGap},
                        elided(bar.name, TextRole::Tick, layout.tree.height - kBarNameGap),
                        {.role = TextRole::Tick, .rotation = 90});
    }
    for (const MapLegendEntry& entry : layout.legend) {
        const double y = entry.swatch.y + entry.swatch.height / 2;
        if (entry.category >= 0)
            canvas.fill({entry.swatch.x, y - kSwatch / 2, kSwatch, kSwatch},
                        barColour(content.bars[entry.bar], entry.category));
        canvas.text({entry.swatch.x + entry.swatch.width, y}, entry.text, {.role = TextRole::Tick});
    }
}

/// The most similar at the bottom, next to the cells.
void MapPlot::State::paintTree(Canvas& canvas) const
{
    const core::Dendrogram& tree = *content.tree;
    if (tree.merges.empty() || tree.leaves != columns())
        return;
    const Rect& box = layout.tree;
    const auto yOf = [&](int node) {
        return layout.treeY(tree.isLeaf(node) ? 0 : -tree.mergeOf(node).height);
    };
    std::vector<double> x(at(tree.nodes()));
    for (int place = 0; place < tree.leaves; ++place)
        x[at(tree.order[at(place)])] = layout.cellAt(0, place).x + layout.cell / 2;
    for (int node = tree.leaves; node < tree.nodes(); ++node) {
        const core::Merge& merge = tree.mergeOf(node);
        const double one = x[at(merge.first)];
        const double two = x[at(merge.second)];
        const double top = yOf(node);
        x[at(node)] = (one + two) / 2;
        canvas.line({one, yOf(merge.first)}, {one, top}, theme.foreground, kLinkWidth);
        canvas.line({two, yOf(merge.second)}, {two, top}, theme.foreground, kLinkWidth);
        canvas.line({one, top}, {two, top}, theme.foreground, kLinkWidth);
    }
    const Ticks& ticks = layout.treeTicks;
    for (std::size_t k = 0; k < ticks.positions.size(); ++k) {
        const double y = layout.treeY(ticks.positions[k]);
        canvas.line({box.right(), y}, {box.right() + kTreeTick, y}, theme.foreground, 1);
        canvas.text({box.right() + kTreeTick + 3, y}, ticks.labels[k], {.role = TextRole::Tick});
    }
}

void MapPlot::State::paintColourBar(Canvas& canvas) const
{
    const Rect& bar = layout.colourBar;
    const auto all = colours(content.map);
    const int steps = std::max(1, static_cast<int>(bar.height));
    for (int i = 0; i < steps; ++i) {
        const double share = 1 - (i + 0.5) / steps;
        canvas.fill({bar.x, bar.y + i * bar.height / steps, bar.width, bar.height / steps + 0.5},
                    all[static_cast<std::size_t>(share * 255)]);
    }
    const auto& [low, high] = content.limits;
    for (std::size_t k = 0; k < layout.ticks.positions.size(); ++k) {
        const double share = (layout.ticks.positions[k] - low) / (high - low);
        const double y = bar.bottom() - share * bar.height;
        canvas.text({bar.right() + 5, y}, layout.ticks.labels[k], {.role = TextRole::Tick});
    }
    const double right = size.width - kMargin / 2;
    const std::string name = elided(content.valueName, TextRole::Tick, right - bar.x + 2 * kMargin);
    const double half = textWidth(name, TextRole::Tick) / 2;
    // Below where the scale of the tree stands above, and then off the names of columns.
    const bool isBelow = !layout.treeTicks.positions.empty();
    canvas.text({std::min(isBelow ? bar.x + half : bar.x + bar.width / 2, right - half),
                 isBelow ? bar.bottom() + 9 : bar.y - 9},
                name,
                {.role = TextRole::Tick,
                 .horizontal = HorizontalAlign::Centre,
                 .vertical = isBelow ? VerticalAlign::Top : VerticalAlign::Bottom});
}

} // namespace counterpart::plots
