#pragma once

#include "core/analysis/measure_agreement.h"
#include "plots/density_plot.h"
#include "session/analysis_controller.h"

namespace counterpart::ui {

/// As many pairs are listed as a table can be read.
inline constexpr int kListedDifferences = 200;

/// Where correlation and mutual information of a layer pair disagree, and the picture of it.
struct MeasureComparison
{
    core::MeasureAgreement agreement;
    plots::DensityContent scatter;
};

/// Information against correlation of every pair of live units, with the curve on which normal
/// variables lie; the pairs that are farthest off it are marked. A cell stands for that of its
/// pairs which is farthest off. Needs result.information. Cost: a few passes over the matrices;
/// made for a worker thread.
MeasureComparison compareMeasures(const session::PairResult& result, int listed,
                                  const core::Progress& progress);

} // namespace counterpart::ui
