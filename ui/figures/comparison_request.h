#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/similarity/layer_comparison.h"
#include "core/similarity/measure.h"

#include <vector>

namespace counterpart::ui {

/// What of a pass decides what a comparison of many layers finds: its positions, what becomes of
/// values that are not finite, and the order of inputs.
bool isSamePass(const core::PassOptions& one, const core::PassOptions& two);
core::ComparisonOptions comparisonOptions(const core::PassOptions& pass);

/// All of core::measureCards(), in their order.
std::vector<core::Measure> allMeasures();

} // namespace counterpart::ui
