#pragma once

#include "core/analysis/joint_histogram.h"
#include "plots/density_plot.h"
#include "session/analysis_controller.h"

#include <vector>

namespace counterpart::ui {

/// How often the activations of units occur together, one plot a pair, with its correlation and
/// mutual information (Convergent Learning, fig. 8). The samples are those of
/// `options`. Reads the activations once: made for a worker thread.
/// Axes name "A conv1[17]", or the networks too.
std::vector<plots::DensityContent> loadJointHistograms(const session::PairResult& result,
                                                       const std::vector<core::UnitPair>& pairs,
                                                       const core::JointHistogramOptions& options,
                                                       bool namesNetworks,
                                                       const core::Progress& progress);

/// The same of one pair that was counted already.
plots::DensityContent makeJointHistogram(const session::PairResult& result,
                                         const core::JointHistogram& histogram, bool namesNetworks);

/// The pairs of the paper's figure: the `count` best and, of the rest, the `count` worst matched
/// units, by the measure in force.
std::vector<core::UnitPair> extremePairs(const session::PairResult& result, int count);

} // namespace counterpart::ui
