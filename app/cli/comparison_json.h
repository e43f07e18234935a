#pragma once

#include "cli/json.h"
#include "cli/text_table.h"

#include "core/similarity/value_grid.h"

#include <string>
#include <vector>

namespace counterpart::cli {

/// The numbers row by row, null where there is none; each reason is added to `warnings` once.
Json gridJson(const core::ValueGrid& grid, std::vector<std::string>& warnings);
Json matrixJson(const core::Matrix& matrix);

/// The numbers with four decimals under a header, "-" where there is none.
std::string gridText(const std::string& corner, const std::vector<std::string>& rows,
                     const std::vector<std::string>& columns, const core::ValueGrid& grid);

} // namespace counterpart::cli
