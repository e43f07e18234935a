#include "plots/matrix_text.h"

#include "plots/ticks.h"

#include <algorithm>
#include <string_view>

namespace counterpart::plots {

namespace {

using core::Index;

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

core::DataTable cellsTable(const MatrixContent& content, const AxisIndex& rows,
                           const AxisIndex& columns)
{
    const auto headings = [](const MatrixAxis& axis) {
        core::TableColumn::Integers units;
        for (const core::UnitIndex unit : axis.order)
            units.emplace_back(unit.value);
        return core::TableColumn{axis.title, std::move(units)};
    };
    const auto at = [rows = rows.isDead, columns = columns.isDead, values = content.values,
                     exact = content.exact, down = content.rows.order,
                     across = content.columns.order](Index row,
                                                     Index column) -> std::optional<double> {
        const auto i = static_cast<std::size_t>(row);
        const auto j = static_cast<std::size_t>(column);
        if (rows[i] || columns[j])
            return std::nullopt;
        return exact ? exact(down[i], across[j])
                     : static_cast<double>(values->levels().front()(row, column));
    };
    return {"values", {}, core::TableMatrix{headings(content.rows), headings(content.columns), at}};
}

} // namespace counterpart::plots
