#pragma once

#include "core/base/progress.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace counterpart::cli {

/// What the subcommand on the command line does, once the whole line was read without fault.
/// Throws core::Error or core::Cancelled.
using Action = std::function<void(const core::Progress& progress)>;

/// Each adds its subcommand and its options to `app`; parsing it sets `action`.
void addInfoCommand(CLI::App& app, Action& action);
void addAnalyzeCommand(CLI::App& app, Action& action);
void addProjectCommand(CLI::App& app, Action& action);
void addSimilarityCommand(CLI::App& app, Action& action);
void addGroupCommand(CLI::App& app, Action& action);
void addDynamicsCommand(CLI::App& app, Action& action);
void addExportCommand(CLI::App& app, Action& action);

} // namespace counterpart::cli
