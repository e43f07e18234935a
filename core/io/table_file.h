#pragma once

#include "core/base/progress.h"
#include "core/data/provenance.h"
#include "core/io/data_table.h"

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>

namespace counterpart::core {

enum class TableFormat { Csv, Hdf5, Json };

/// "csv", "h5", "json": also the endings of the files.
const char* toString(TableFormat format);
std::optional<TableFormat> tableFormatFromString(const std::string& name);

// Everything is written as it is computed, by rows, so that a matrix needs no memory beside its
// own; in all formats numbers are read back as the same doubles. Names of tables and of the columns
// of a table that are there already get " (2)", " (3)", … in HDF5 and JSON. The name of a table is
// no group of another. Each function stops within a second, and throws Error (Runtime) where it
// cannot write.

/// Comma-separated values (RFC 4180, but lines end with \n): a header, then the rows; what is
/// missing is empty. A matrix begins with the names of its rows, the header with what rows and
/// columns are: "unit A \ unit B,0,1"; just "unit" where both are the same. Several tables follow
/// one another, each under a line with its name and after an empty line.
void writeCsv(std::ostream& out, std::span<const DataTable> tables, const Progress& progress = {});

/// One object with an object for each group and table, in which a list for each column; what is
/// missing is null. A plain matrix is a list of its rows in the place of a table; another matrix is
/// an object of "rows", "columns" (what they are called) and "values". First comes "provenance",
/// if there is one.
void writeJson(std::ostream& out, std::span<const DataTable> tables, const Provenance* provenance,
               const Progress& progress = {});

/// An HDF5 file like the document of writeJson(): a group for each group and table, a dataset for
/// each column. Whole numbers are 64-bit integers, or doubles where one is missing, which is NaN as
/// in columns of doubles; texts are UTF-8 of fixed length, empty where missing. The dataset
/// `columns` of a table's group has the names of its datasets in order. "/" in a column's name
/// becomes "_"; a dataset that is not called like its column has the attribute `name`. The
/// provenance is the attribute `provenance` of the file.
void writeHdf5(const std::filesystem::path& path, std::span<const DataTable> tables,
               const Provenance* provenance, const Progress& progress = {});

/// Replaces the file by the tables in that format, or leaves it as it was. CSV has no place for
/// the provenance, which may be null.
void writeTables(const std::filesystem::path& path, TableFormat format,
                 std::span<const DataTable> tables, const Provenance* provenance,
                 const Progress& progress = {});

} // namespace counterpart::core
