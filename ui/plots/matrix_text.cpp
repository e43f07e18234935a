#include "plots/matrix_text.h"

#include "plots/ticks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace counterpart::plots {

namespace {

using core::Index;

constexpr Index kMostCells = 4'000'000;

std::string_view layerName(const MatrixAxis& axis)
{
    constexpr std::string_view kLastWord = " unit";
    std::string_view name = axis.title;
    if (name.ends_with(kLastWord))
        name.remove_suffix(kLastWord.size());
    return name;
}

std::string unitName(const MatrixAxis& axis, Index place, std::span<const char> dead)
{
    const int unit = axis.order[static_cast<std::size_t>(place)].value;
    return std::string(layerName(axis)) + '[' + std::to_string(unit) + ']' +
           (dead[static_cast<std::size_t>(place)] ? " (dead unit)" : "");
}

void append(std::string& text, float value)
{
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    text.append(buffer.data(), end);
}

} // namespace

core::UnitRef unitAt(const MatrixAxis& axis, Index place)
{
    return {axis.layer.net, axis.layer.layer, axis.order[static_cast<std::size_t>(place)]};
}

std::string cellText(const MatrixContent& content, MatrixCell cell, std::span<const char> deadRows,
                     std::span<const char> deadColumns)
{
    const double value =
        static_cast<double>(content.values->levels().front()(cell.row, cell.column));
    std::string text = unitName(content.rows, cell.row, deadRows) + " ~ " +
                       unitName(content.columns, cell.column, deadColumns);
    if (deadRows[static_cast<std::size_t>(cell.row)] ||
        deadColumns[static_cast<std::size_t>(cell.column)])
        return text;
    return text + "   " + content.valueName + " = " + fixed(value, 3);
}

std::string cellsAsText(const MatrixContent& content, const MatrixGeometry& geometry)
{
    const Index left = geometry.x.firstVisible();
    const Index right = geometry.x.lastVisible();
    const Index top = geometry.y.firstVisible();
    const Index all = geometry.y.lastVisible() - top + 1;
    const Index rows = std::min(all, std::max<Index>(1, kMostCells / (right - left + 1)));
    const MatrixPyramid::Level& values = content.values->levels().front();

    std::string text = content.rows.title + " \\ " + content.columns.title;
    for (Index j = left; j <= right; ++j)
        text += '\t' + std::to_string(unitAt(content.columns, j).unit.value);
    for (Index i = top; i < top + rows; ++i) {
        text += '\n' + std::to_string(unitAt(content.rows, i).unit.value);
        for (Index j = left; j <= right; ++j) {
            text += '\t';
            append(text, values(i, j));
        }
    }
    text += '\n';
    if (rows < all)
        text += std::to_string(all - rows) + " further rows left out\n";
    return text;
}

} // namespace counterpart::plots
