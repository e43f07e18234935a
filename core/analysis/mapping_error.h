#pragma once

#include "core/analysis/mapping_data.h"

#include <Eigen/SparseCore>

#include <vector>

namespace counterpart::core {

/// Weights of a mapping, [predictors x targets]: column j holds what predicts unit j.
using SparseWeights = Eigen::SparseMatrix<double>;

/// How far the targets are off, in shares of their variance among the samples fitted to.
struct MappingError
{
    /// Half the mean unexplained variance over the live targets: 1/(2q) sum_j E[(y_j - w_j'x)²].
    /// 0.5 for the model that predicts nothing, on the samples that were fitted to.
    double loss = 0;
    double meanR2 = 0; ///< over the live targets
    Vector r2;         ///< one a target: 1 - E[(y - w'x)²] / E[y²]; 0 for dead ones
};

/// The error of `weights`, and of `bias` (one a target, in deviations of the target; empty for
/// none), on the samples that were fitted to, or on those held out, which there must be. `targets`
/// must not be empty. Cost: the sum of the squares of the targets' numbers of weights.
MappingError trainingError(const MappingData& data, Side from, const SparseWeights& weights,
                           const Vector& bias, const std::vector<UnitIndex>& targets);
MappingError heldOutError(const MappingData& data, Side from, const SparseWeights& weights,
                          const Vector& bias, const std::vector<UnitIndex>& targets);

} // namespace counterpart::core
