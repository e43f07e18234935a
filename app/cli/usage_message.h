#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace counterpart::cli {

/// What the parser of a command line refuses, in the words of this project: the option, what was
/// found and what was expected.
std::string usageMessage(const CLI::ParseError& error);

} // namespace counterpart::cli
