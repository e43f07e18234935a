#pragma once

#include "cli/json.h"
#include "cli/text_table.h"

#include "core/similarity/measure.h"
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

/// "252 samples", or "252 to 42588 samples of 252 inputs" where they are not the inputs themselves.
std::string samplesText(core::Index fewest, core::Index most, core::Index inputs);

/// "PWCCA (similarity)", "Euclidean (control, distance)".
std::string titleOf(core::Measure measure);

/// Why values of a grid do not exist: a sentence for each of the first few reasons, with the first
/// row and column that it is of.
std::vector<std::string> missingValues(const core::ValueGrid& grid,
                                       const std::vector<std::string>& rows,
                                       const std::vector<std::string>& columns);
/// The same of several grids of those rows and columns, printed as warnings, each sentence once.
void warnOfMissingValues(const std::vector<core::ValueGrid>& grids,
                         const std::vector<std::string>& rows,
                         const std::vector<std::string>& columns);

} // namespace counterpart::cli
