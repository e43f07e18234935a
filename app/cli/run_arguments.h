#pragma once

#include "core/data/network.h"
#include "core/data/position_policy.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace counterpart::cli {

/// What the commands that compare layers have in common.
struct RunArguments
{
    std::string positions;
    core::Index maxSamples = 0;
    std::uint64_t seed = 0;
    int threads = 0;
    std::vector<std::string> settings;
    std::string json; ///< empty: tables alone; "-": instead of them
    std::string out;  ///< a study; empty: none
};

/// Adds their options. `what` says what --set is of: "a method", "a measure".
void addSampleOptions(CLI::App& command, RunArguments& arguments, const char* positionsHelp);
void addRunOptions(CLI::App& command, RunArguments& arguments, const char* what);

/// --positions; throws UsageError for any other word, with what there is.
core::Positions positionsOf(const std::string& word);

/// Refuses an output that is one of the inputs; called before the work.
void requireNotAnInput(const char* option, const std::string& output,
                       const std::vector<const core::Network*>& networks);
/// The same of --json, and refuses one that cannot be written.
void requireOutput(const std::string& json, const std::vector<const core::Network*>& networks);
/// Writes JSON to standard output if that was asked for, else the tables, and JSON to a file if one
/// was named.
void writeResult(const std::string& json, const std::string& tables, const std::string& document);

} // namespace counterpart::cli
