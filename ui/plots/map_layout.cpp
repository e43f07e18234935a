#include "plots/map_layout.h"

#include "plots/text_metrics.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace counterpart::plots {

namespace {

constexpr double kLargestCell = 76;
constexpr double kTreeHeight = 64;
constexpr double kColourBarWidth = 12;
constexpr double kColourBarGap = 16;
constexpr double kMostNameShare = 0.3; ///< of the picture's width
constexpr double kSwatch = 9;

double widestOf(const std::vector<std::string>& names)
{
    double width = 0;
    for (const std::string& name : names)
        width = std::max(width, textWidth(name, TextRole::Tick));
    return width;
}

/// The length of what all names begin with.
std::size_t commonStart(const std::vector<std::string>& names)
{
    std::string_view common = names.front();
    for (const std::string& name : names) {
        const auto end = std::ranges::mismatch(common, name).in1;
        common = common.substr(0, static_cast<std::size_t>(end - common.begin()));
    }
    return common.size();
}

/// The names, or, where one is wider, without as many of the words that all of them begin with as
/// must go: what tells them apart is mostly at the end.
std::vector<std::string> toldApart(const std::vector<std::string>& names, double width)
{
    if (names.size() < 2 || widestOf(names) <= width)
        return names;
    const std::size_t common = commonStart(names);
    std::vector<std::string> shown = names;
    for (std::size_t place = 0; place < common && widestOf(shown) > width; ++place) {
        if (std::string_view(" _/").find(names.front()[place]) == std::string_view::npos)
            continue;
        for (std::size_t i = 0; i < names.size(); ++i)
            shown[i] = "\u2026" + names[i].substr(place + 1);
    }
    return shown;
}

constexpr double kEntryGap = 12;
constexpr double kNameGap = 8; ///< behind the name of a bar

/// The width of an entry: a bar's name where it has no swatch.
double entryWidth(const std::string& text, bool hasSwatch)
{
    return (hasSwatch ? kSwatch + 4 : 0) + textWidth(text, TextRole::Tick);
}

/// Of a bar's name with all categories in one row.
double barWidth(const MapBar& bar)
{
    double width = entryWidth(bar.name + ":", false) + kNameGap;
    for (const std::string& name : bar.names)
        width += entryWidth(name, true) + kEntryGap;
    return width - (bar.names.empty() ? 0 : kEntryGap);
}

/// Sets the bars' names and categories in rows from the left, what belongs to a bar in one row
/// where a row takes it; returns their height.
double placeLegend(MapLayout& layout, const MapContent& content, Size size)
{
    const double height = lineHeight(TextRole::Tick) + 3;
    const double right = size.width - kMargin;
    if (!content.parts.legend)
        return 0;
    double x = kMargin;
    double y = 0;
    const auto breakBefore = [&](double width) {
        if (x > kMargin && x + width > right) {
            x = kMargin;
            y += height;
        }
    };
    const auto add = [&](const std::string& text, std::size_t bar, int category) {
        const double swatch = category < 0 ? 0 : kSwatch + 4;
        const std::string shown = elided(text, TextRole::Tick, right - kMargin - swatch);
        const double width = entryWidth(shown, category >= 0);
        // A name stays with the first of its categories.
        const auto& names = content.bars[bar].names;
        breakBefore(width + (category >= 0 || names.empty()
                                 ? 0
                                 : kNameGap + entryWidth(names.front(), true)));
        layout.legend.push_back({{x, y, swatch, height}, shown, bar, category});
        x += width + (category < 0 ? kNameGap : kEntryGap);
    };
    for (std::size_t bar = 0; bar < content.bars.size(); ++bar) {
        if (const double width = barWidth(content.bars[bar]); width <= right - kMargin)
            breakBefore(width);
        add(content.bars[bar].name + ":", bar, -1);
        for (std::size_t i = 0; i < content.bars[bar].names.size(); ++i)
            add(content.bars[bar].names[i], bar, static_cast<int>(i));
        x += 8;
    }
    return layout.legend.empty() ? 0 : y + height + 4;
}

/// The space around the cells.
struct Room
{
    double left = 0, right = 0, top = 0, bottom = 0;
};

void placeCells(MapLayout& layout, const MapContent& content, const Room& room, Size size)
{
    const auto rows = std::max<double>(1, double(content.rows.names.size()));
    const auto columns = std::max<double>(1, double(content.columns.names.size()));
    const double width = size.width - room.left - room.right;
    const double height = size.height - room.top - room.bottom;
    double cell = std::min({width / columns, height / rows, kLargestCell});
    cell = std::max(cell > 4 ? std::floor(cell) : cell, 0.5);
    layout.cell = cell;
    const double spare = std::max(0.0, width - cell * columns);
    layout.cells = {std::round(room.left + spare / 2), std::round(room.top), cell * columns,
                    cell * rows};
}

/// Which sides have names.
struct ShownNames
{
    bool rows = true;
    bool columns = true;
};

/// From both to none; where rows and columns are called alike, one side says it all: the one whose
/// names take of the longer side of the picture.
std::vector<ShownNames> nameChoices(const MapContent& content, Size size)
{
    if (!content.parts.axes)
        return {{false, false}};
    if (content.rows.names != content.columns.names)
        return {{true, true}, {false, false}};
    const bool isWide = size.width > size.height;
    return {{true, true}, {isWide, !isWide}, {false, false}};
}

/// The names and the cells in the room that is left without names: with the most names that leave
/// cells as large as a line, else without any.
void placeNamedCells(MapLayout& layout, const MapContent& content, const Room& bare, Size size)
{
    const double tick = lineHeight(TextRole::Tick);
    const double widestColumn =
        std::min(widestOf(layout.columnNames), kMostColumnNameShare * size.height);
    for (const ShownNames& named : nameChoices(content, size)) {
        layout.rowNamesShown = named.rows;
        layout.columnNamesShown = named.columns;
        Room room = bare;
        room.left += named.rows ? layout.nameWidth + 6 : 0;
        layout.nameHeight = named.columns ? tick : 0;
        placeCells(layout, content, {room.left, room.right, room.top, room.bottom + tick}, size);
        layout.isRotated = named.columns && widestColumn > layout.cell - 4;
        if (layout.isRotated)
            layout.nameHeight = widestColumn;
        room.bottom += layout.nameHeight;
        placeCells(layout, content, room, size);
        layout.usedHeight = layout.cells.bottom() + room.bottom;
        if (layout.cell >= tick - 1)
            return;
    }
}

constexpr int kMostTreeTicks = 4;

} // namespace

double MapLayout::treeY(double distance) const
{
    constexpr double kFoot = 3;
    constexpr double kTop = 8;
    const double share = farthest > 0 ? distance / farthest : 0;
    return tree.bottom() - kFoot - share * (tree.height - kFoot - kTop);
}

MapLayout layOutMap(const MapContent& content, Size size)
{
    MapLayout layout;
    const double label = lineHeight(TextRole::Label);
    const bool hasAxes = content.parts.axes;
    if (content.parts.title)
        layout.title = elided(content.title, TextRole::Title, size.width - 2 * kMargin);
    const double legend = placeLegend(layout, content, size);
    const double mostName = kMostNameShare * size.width;
    layout.rowNames = toldApart(content.rows.names, mostName);
    layout.columnNames = toldApart(content.columns.names, kMostColumnNameShare * size.height);
    layout.nameWidth = std::min(widestOf(layout.rowNames), mostName);
    const double bars = double(content.bars.size()) * (kMapBar + kMapBarGap);
    const double tree = content.tree ? kTreeHeight : 0;
    Room room;
    room.right = kMargin;
    if (content.parts.colourBar)
        room.right += kColourBarGap + kColourBarWidth + 6 +
                      std::max({textWidth("\u22120.00", TextRole::Tick), 24.0,
                                widestTickLabel(content.limits.low, content.limits.high)});
    if (content.tree && hasAxes) {
        layout.farthest =
            content.tree->merges.empty() ? 0 : std::max(0.0, -content.tree->merges.back().height);
        if (layout.farthest > 0)
            layout.treeTicks = niceTicks(0, layout.farthest, kMostTreeTicks);
        room.right = std::max(room.right, kMargin + 6 + widestOf(layout.treeTicks.labels));
    }
    room.top =
        kMargin / 2 + 2 + (layout.title.empty() ? 0 : lineHeight(TextRole::Title)) + 13 + tree;
    room.left = 6 + (hasAxes && !content.rows.title.empty() ? label + 4 : 0) + bars + 6;
    room.bottom = (hasAxes && !content.columns.title.empty() ? label + 8 : 4) + 8 + legend;
    placeNamedCells(layout, content, room, size);
    layout.barsX = layout.cells.x - 3 - bars;
    layout.tree = {layout.cells.x, layout.cells.y - tree, layout.cells.width, tree};
    layout.colourBar = {layout.cells.right() + kColourBarGap, layout.cells.y, kColourBarWidth,
                        std::max(layout.cells.height, 40.0)};
    layout.ticks =
        niceTicks(content.limits.low, content.limits.high,
                  std::clamp(static_cast<int>(layout.colourBar.height / 32), 3, kMostScaleTicks));
    const double legendTop = size.height - legend;
    for (MapLegendEntry& entry : layout.legend)
        entry.swatch.y += legendTop;
    return layout;
}

} // namespace counterpart::plots
