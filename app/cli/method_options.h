#pragma once

#include "core/analysis/layer_pair_analysis.h"

#include <string>
#include <vector>

namespace counterpart::cli {

enum class Method { Correlation, Matching, Activations };

/// "correlation", "matching", "activations".
const char* toString(Method method);

/// A comma-separated list of method names, or "all", in the program's order and each once.
/// Throws UsageError for any other name, listing what there is.
std::vector<Method> parseMethods(const std::string& list);

/// Every setting there is, "matching.signed=true, …", for messages and the help.
std::string settingList();

/// Applies METHOD.OPTION=VALUE to `options`. Throws UsageError for an unknown option or value,
/// listing what there is.
void applySetting(core::AnalysisOptions& options, const std::string& setting);

} // namespace counterpart::cli
