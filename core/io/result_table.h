#pragma once

#include "core/base/types.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace counterpart::core {

/// A value of a table; none where there is no such number.
using ResultCell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// Named columns of values, or a matrix of numbers whose columns are numbered from 0.
struct ResultTable
{
    std::string name; ///< "matching", "conv1~conv1/between": "/" makes groups in HDF5 and JSON
    std::vector<std::string> columns;
    std::vector<std::vector<ResultCell>> rows; ///< one cell a column
    std::optional<Matrix> matrix;              ///< instead of columns and rows
};

enum class TableFormat { Csv, Hdf5, Json };

/// "csv", "h5", "json".
const char* toString(TableFormat format);
std::optional<TableFormat> tableFormatFromString(const std::string& name);

/// Comma-separated values (RFC 4180, but lines end with \n): a header, then the rows; numbers read
/// back as the same doubles, absent ones are empty. A matrix has a first column "unit".
std::string csvText(const ResultTable& table);
/// An object with a list for each column, or the matrix as a list of rows, by the tables' names.
std::string jsonText(const std::vector<ResultTable>& tables);
/// An HDF5 file with a group of columns for each table, or a two-dimensional dataset. Written
/// beside `path` and renamed. Throws Error (Runtime) where the disk refuses.
void writeHdf5(const std::filesystem::path& path, const std::vector<ResultTable>& tables);

} // namespace counterpart::core
