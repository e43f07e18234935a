#pragma once

#include "core/base/types.h"

#include <string>

namespace counterpart::core {

/// What an analysis may take where nothing else was said: a quarter of the machine's memory, and
/// 1 GiB at least. In bytes.
Index defaultMemoryBudget();

/// "Comparing X takes 2049 MB; found a budget of 1024 MB (memory)."
std::string overBudgetText(const std::string& what, Index bytes, Index budget);

} // namespace counterpart::core
