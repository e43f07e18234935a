#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// Correlations of a layer pair (Convergent Learning, section 2):
///
///     c_ij = E[(x_i - mean_i)(y_j - mean_j)] / (sigma_i sigma_j),  population sigma.
///
/// Every value lies in [-1, 1]. The row and the column of a dead unit are 0, its diagonal too.
struct Correlation
{
    SidePair<Matrix> within; ///< p x p and q x q, symmetric, diagonal 1 for live units
    Matrix between;          ///< p x q
    SidePair<std::vector<UnitIndex>> dead;

    /// Mean of |c_ij| of `between` over live units; 0 if there are none.
    double meanAbsoluteBetween() const;
};

/// Cost: (p + q)² operations. Never fails: dead units are told by their range, not by rounding.
Correlation correlate(const LayerPairStatistics& statistics);
/// The same of any moments, with the dead units that are told.
Correlation correlate(const Moments& moments, const SidePair<std::vector<UnitIndex>>& dead);

/// Pairs of live units of one network whose correlation is 1 to within `tolerance`.
std::vector<std::pair<UnitIndex, UnitIndex>> duplicateUnits(const Matrix& within,
                                                            double tolerance = 1e-6);

} // namespace counterpart::core
