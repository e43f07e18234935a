#pragma once

#include "cli/method.h"

namespace counterpart::cli {

Method correlationMethod();
Method matchingMethod();
Method activationsMethod();

/// Why a mean over the live units of both sides does not exist.
std::string reasonOfNoMean(const core::LayerPairAnalysis& analysis);

} // namespace counterpart::cli
