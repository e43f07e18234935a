#include "core/io/data_table.h"

#include <cassert>
#include <cmath>

namespace counterpart::core {

namespace {

constexpr const char* kUnits = "unit";

/// Puts a cell into a column of the kind that it is called with.
struct CellAdder
{
    const TableCell& cell;

    void operator()(TableColumn::Integers& column) const
    {
        assert(!std::holds_alternative<double>(cell) && !std::holds_alternative<std::string>(cell));
        const auto* whole = std::get_if<std::int64_t>(&cell);
        column.push_back(whole ? std::optional(*whole) : std::nullopt);
    }
    void operator()(TableColumn::Numbers& column) const
    {
        assert(!std::holds_alternative<std::string>(cell));
        const auto* whole = std::get_if<std::int64_t>(&cell);
        const auto* number = std::get_if<double>(&cell);
        const double value = whole ? static_cast<double>(*whole) : number ? *number : NAN;
        column.push_back(std::isfinite(value) ? std::optional(value) : std::nullopt);
    }
    void operator()(TableColumn::Texts& column) const
    {
        assert(!std::holds_alternative<double>(cell) &&
               !std::holds_alternative<std::int64_t>(cell));
        const auto* text = std::get_if<std::string>(&cell);
        column.push_back(text ? std::optional(*text) : std::nullopt);
    }
};

TableColumn places(Index count)
{
    TableColumn::Integers numbers(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = static_cast<std::int64_t>(i);
    return {kUnits, std::move(numbers)};
}

bool arePlaces(const TableColumn& headings)
{
    const auto* numbers = std::get_if<TableColumn::Integers>(&headings.values);
    if (!numbers || headings.name != kUnits)
        return false;
    for (std::size_t i = 0; i < numbers->size(); ++i)
        if ((*numbers)[i] != static_cast<std::int64_t>(i))
            return false;
    return true;
}

} // namespace

TableColumn integerColumn(std::string name)
{
    return {std::move(name), TableColumn::Integers()};
}

TableColumn numberColumn(std::string name)
{
    return {std::move(name), TableColumn::Numbers()};
}

TableColumn textColumn(std::string name)
{
    return {std::move(name), TableColumn::Texts()};
}

TableMatrix plainMatrix(std::shared_ptr<const Matrix> values)
{
    const Index rows = values->rows();
    const Index columns = values->cols();
    return {places(rows), places(columns),
            [values = std::move(values)](Index row, Index column) -> std::optional<double> {
                return (*values)(row, column);
            }};
}

bool isPlain(const TableMatrix& matrix)
{
    return arePlaces(matrix.rows) && arePlaces(matrix.columns);
}

std::size_t DataTable::rows() const
{
    if (matrix)
        return matrix->rows.size();
    return columns.empty() ? 0 : columns.front().size();
}

void DataTable::addRow(std::span<const TableCell> cells)
{
    assert(cells.size() == columns.size());
    for (std::size_t column = 0; column < cells.size(); ++column)
        std::visit(CellAdder{cells[column]}, columns[column].values);
}

} // namespace counterpart::core
