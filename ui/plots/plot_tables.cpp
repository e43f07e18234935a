#include "plots/plot_tables.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <iterator>

namespace counterpart::plots {

using core::DataTable;
using core::Index;
using core::TableColumn;

namespace {

/// Of the clipboard: some 40 MB of text, made in half a second.
constexpr Index kMostCells = 4'000'000;

void addCell(std::string& text, const std::string& cell)
{
    std::ranges::transform(cell, std::back_inserter(text),
                           [](char c) { return c == '\t' || c == '\n' || c == '\r' ? ' ' : c; });
}

template <class T>
std::string textOf(const std::optional<T>& value)
{
    if constexpr (std::is_same_v<T, std::string>)
        return value.value_or(std::string());
    else
        return core::numberText(value);
}

void addCell(std::string& text, const TableColumn& column, std::size_t row)
{
    std::visit([&](const auto& held) { addCell(text, textOf(held[row])); }, column.values);
}

void addColumns(std::string& text, const std::vector<TableColumn>& columns, std::size_t rows)
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        text += i > 0 ? "\t" : "";
        addCell(text, columns[i].name);
    }
    text += '\n';
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            text += i > 0 ? "\t" : "";
            addCell(text, columns[i], row);
        }
        text += '\n';
    }
}

void addMatrix(std::string& text, const core::TableMatrix& matrix, std::size_t rows)
{
    addCell(text, matrix.rows.name + " \\ " + matrix.columns.name);
    for (std::size_t j = 0; j < matrix.columns.size(); ++j) {
        text += '\t';
        addCell(text, matrix.columns, j);
    }
    text += '\n';
    for (std::size_t i = 0; i < rows; ++i) {
        addCell(text, matrix.rows, i);
        for (std::size_t j = 0; j < matrix.columns.size(); ++j) {
            text += '\t';
            text += textOf(matrix.at(static_cast<Index>(i), static_cast<Index>(j)));
        }
        text += '\n';
    }
}

} // namespace

TableMaker madeTables(std::vector<DataTable> tables)
{
    return [tables = std::move(tables)] { return tables; };
}

TableMaker joinedTables(std::vector<std::pair<std::string, TableMaker>> plots)
{
    return [plots = std::move(plots)] {
        std::vector<DataTable> all;
        for (const auto& [name, make] : plots) {
            std::vector<DataTable> own = make();
            for (DataTable& table : own) {
                table.name = own.size() == 1 ? name : name + '/' + table.name;
                all.push_back(std::move(table));
            }
        }
        return all;
    };
}

std::string tablesAsText(const std::vector<DataTable>& tables, Index mostCells)
{
    std::string text;
    for (const DataTable& table : tables) {
        if (tables.size() > 1)
            text += (text.empty() ? "" : "\n") + table.name + '\n';
        const std::size_t across =
            table.matrix ? table.matrix->columns.size() : table.columns.size();
        const auto most = static_cast<std::size_t>(mostCells) / std::max<std::size_t>(1, across);
        const std::size_t rows = std::min(table.rows(), std::max<std::size_t>(1, most));
        if (table.matrix)
            addMatrix(text, *table.matrix, rows);
        else
            addColumns(text, table.columns, rows);
        if (rows < table.rows())
            text += std::to_string(table.rows() - rows) + " further rows left out\n";
    }
    return text;
}

std::string clipboardText(const TableMaker& make)
{
    return tablesAsText(make(), kMostCells);
}

std::string Plot::dataAsText() const
{
    return clipboardText(tables());
}

} // namespace counterpart::plots
