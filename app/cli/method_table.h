#pragma once

#include "cli/method.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::cli {

/// Every method of `analyze`, in the order of formats.md.
const std::vector<Method>& methodTable();

using Methods = std::vector<const Method*>;

/// A comma-separated list of method names, or "all", in the program's order and each once; the
/// cheap ones without a list. Throws UsageError for any other name, listing what there is.
Methods parseMethods(const std::optional<std::string>& list);

/// "correlation, matching, …"
std::string methodNames();

/// Every setting there is with its values, a line each.
std::string settingHelp();

/// What columns say whose headers do not, a line a method.
std::string columnHelp();

/// The setting of that name, which there must be.
const Setting& settingOf(const std::string& name);

/// Applies METHOD.OPTION=VALUE to `options`. Throws UsageError for an unknown option, listing what
/// there is, or for a value that it does not take, saying which it takes.
void applySetting(Options& options, const std::string& setting);

/// The settings of the pass and of these methods with their values, for the record.
Json settingsJson(const Options& options, const Methods& methods);

} // namespace counterpart::cli
