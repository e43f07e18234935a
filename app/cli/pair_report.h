#pragma once

#include "cli/method_table.h"

#include <string>
#include <vector>

namespace counterpart::cli {

/// Columns of the table that are text and come first: the two layers' names.
inline constexpr std::size_t kReportTextColumns = 2;

/// What the methods say of one layer pair, in both forms.
struct PairReport
{
    Json json;   ///< one entry of "pairs" (formats.md)
    TextRow row; ///< below reportHeader()
    std::vector<std::string> warnings;
    std::vector<std::string> notes; ///< for below the table
    KeptResults kept{};
};

/// The header of the table that `analyze` prints.
TextRow reportHeader(const Methods& methods);

/// Runs the methods one after another. A number that does not exist (the mean over no unit) is null
/// in the JSON, with its reason in "warnings", and "-" in the table.
PairReport reportOn(const MethodInput& input, const Methods& methods,
                    const core::Progress& progress);

} // namespace counterpart::cli
