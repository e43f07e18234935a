#pragma once

#include "cli/json.h"
#include "cli/run_arguments.h"
#include "cli/setting.h"

#include "core/similarity/layer_comparison.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace counterpart::cli {

/// What the commands that compare many layers have in common.
struct ComparisonArguments : RunArguments
{
    ComparisonArguments() { positions = "mean"; }

    std::string measures;                                   ///< with commas between them
    core::Index memory = core::defaultMemoryBudget() >> 20; ///< MB
};

/// Adds their options to a command. `measureOption` is "--measure" or "--measures".
void addComparisonOptions(CLI::App& command, ComparisonArguments& arguments,
                          const char* measureOption);

/// What the options say. Throws UsageError for a value that there is not.
core::ComparisonOptions comparisonOptions(const ComparisonArguments& arguments);
/// The same, for the record.
Json comparisonOptionsJson(const ComparisonArguments& arguments);

/// The networks that arguments name, in their order; of a folder all files in it that can be read,
/// by name, numbers in names as numbers. On the heap, so that pointers to them hold. Throws
/// InputError for what is not there, and for a folder without such a file.
std::vector<std::unique_ptr<core::Network>>
describeNetworks(const std::vector<std::string>& arguments);
std::vector<const core::Network*>
pointersTo(const std::vector<std::unique_ptr<core::Network>>& networks);

/// Prints warnings on standard error.
void warnAll(const std::vector<std::string>& warnings);

} // namespace counterpart::cli
