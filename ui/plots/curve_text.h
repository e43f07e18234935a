#pragma once

#include "plots/curve_plot.h"

#include <string>

namespace counterpart::plots {

/// The curves as tab-separated text: a line for each rank or category, a column for each curve and,
/// where its points have texts, one for these.
std::string curvesAsText(const CurveContent& content);

} // namespace counterpart::plots
