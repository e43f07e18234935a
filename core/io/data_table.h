#pragma once

#include "core/base/types.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace counterpart::core {

/// A column of a table; what is missing is empty.
struct TableColumn
{
    using Integers = std::vector<std::optional<std::int64_t>>;
    using Numbers = std::vector<std::optional<double>>;
    using Texts = std::vector<std::optional<std::string>>;

    std::string name;
    std::variant<Integers, Numbers, Texts> values;

    std::size_t size() const
    {
        return std::visit([](const auto& held) { return held.size(); }, values);
    }
};

TableColumn integerColumn(std::string name);
TableColumn numberColumn(std::string name);
TableColumn textColumn(std::string name);

/// A matrix whose rows and columns are called by numbers or names. Its cells are asked for when it
/// is written, on any thread: `at` reads data that do not change.
struct TableMatrix
{
    TableColumn rows;    ///< what each row is called; the name says what rows are
    TableColumn columns; ///< and each column
    std::function<std::optional<double>(Index row, Index column)> at;
};

/// The matrix with its rows and columns called by their places from 0, which are units.
TableMatrix plainMatrix(std::shared_ptr<const Matrix> values);

/// One value of a row; std::monostate where it is missing.
using TableCell = std::variant<std::monostate, std::int64_t, double, std::string>;

template <class T>
TableCell cellOf(const std::optional<T>& value)
{
    return value ? TableCell(*value) : TableCell();
}

/// Results as a table: columns of one length, or a matrix in their place.
struct DataTable
{
    std::string name; ///< "values", "conv1~conv1/matching": "/" makes groups in HDF5 and JSON
    std::vector<TableColumn> columns{};
    std::optional<TableMatrix> matrix{};

    std::size_t rows() const;
    /// A cell a column, each of its column's kind; whole numbers fit into columns of numbers too. A
    /// number that is not finite is missing.
    void addRow(std::span<const TableCell> cells);
    void addRow(std::initializer_list<TableCell> cells) { addRow(std::span(cells)); }
};

/// Whether rows and columns are called as plainMatrix() does.
bool isPlain(const TableMatrix& matrix);

} // namespace counterpart::core
