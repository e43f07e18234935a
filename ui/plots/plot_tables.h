#pragma once

#include "core/io/data_table.h"
#include "plots/plot.h"

#include <string>
#include <utility>
#include <vector>

namespace counterpart::plots {

/// Hands out tables that were made already.
TableMaker madeTables(std::vector<core::DataTable> tables);

/// The tables of several plots, each under the name of its plot: "a", or "a/cells" where a plot has
/// several.
TableMaker joinedTables(std::vector<std::pair<std::string, TableMaker>> plots);

/// Tab-separated, as spreadsheets take it: tabs and line breaks within a cell become spaces.
/// Several tables follow one another, each under its name. Of more than `mostCells` cells the last
/// rows of each table are left out, and its last line says how many.
std::string tablesAsText(const std::vector<core::DataTable>& tables, core::Index mostCells);

/// The same for "Copy data": of tables of more than four million cells the last rows are left out.
std::string clipboardText(const TableMaker& make);

} // namespace counterpart::plots
