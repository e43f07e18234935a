#pragma once

#include "core/data/provenance.h"

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace counterpart::core {

/// A column of a table: numbers, which may be missing, or texts.
struct TableColumn
{
    using Numbers = std::vector<std::optional<double>>;
    using Texts = std::vector<std::string>;

    std::string name;
    std::variant<Numbers, Texts> values;

    std::size_t size() const
    {
        return std::visit([](const auto& held) { return held.size(); }, values);
    }
};

/// The data behind a plot. All columns are of one length.
struct DataTable
{
    std::string name; ///< "values", or of a panel its letter and title
    std::vector<TableColumn> columns;

    std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
};

/// The table of a text with tabs between its cells and a header line. A column whose cells are all
/// numbers or empty, not all of them empty, becomes numbers. Short lines are filled up.
DataTable tableFromText(std::string name, const std::string& text);

/// Comma-separated, as RFC 4180 has it, numbers with all their digits; several tables follow one
/// another, each under a line with its name and after an empty line.
std::string tablesAsCsv(std::span<const DataTable> tables);

/// {"provenance": {…}, "tables": [{"name": …, "columns": [{"name": …, "values": […]}]}]}; what is
/// missing is null. `provenance` may be null.
std::string tablesAsJson(std::span<const DataTable> tables, const Provenance* provenance);

/// The bytes of an HDF5 file: a group a table, in it a dataset a column, called by the column's
/// name ("/" in names becomes "_"; the attribute `columns` of the group has the names and the
/// order); numbers as doubles with NaN where they are missing, texts as UTF-8; the provenance as
/// the attribute `provenance` of the file. Throws Error if there is no memory.
std::string tablesAsHdf5(std::span<const DataTable> tables, const Provenance* provenance);

} // namespace counterpart::core
