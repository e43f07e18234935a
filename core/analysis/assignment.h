#pragma once

#include "core/base/progress.h"
#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// The one-to-one assignment of min(rows, columns) pairs with the largest sum of weights, exactly:
///
///     maximise  sum_i weights(i, column[i]).
///
/// Returns the column of each row, or an invalid index for the rows left over where there are more
/// rows than columns. Shortest augmenting paths after the reductions of Jonker and Volgenant
/// (1987); O(n³) at worst, O(n²) memory. Negative weights are allowed. Values must be finite.
std::vector<UnitIndex> assignMaximum(const Matrix& weights, const Progress& progress = {});

} // namespace counterpart::core
