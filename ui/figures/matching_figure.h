#pragma once

#include "plots/curve_plot.h"
#include "session/analysis_controller.h"

#include <vector>

namespace counterpart::ui {

/// Values of the semi-matching and of the matching for each unit of A, sorted by falling value of
/// the semi-matching (Convergent Learning, figs. 3 and 10). Dead units are left out.
plots::CurveContent makeMatchingCurves(const session::PairResult& result);

/// Mean values of both matchings for each layer (fig. 4).
plots::CurveContent makeLayerAverages(const std::vector<session::PairResult>& layers);

/// Share of the units of A whose best value is below `threshold`, for each layer.
plots::CurveContent makeShareBelow(const std::vector<session::PairResult>& layers,
                                   double threshold);

} // namespace counterpart::ui
