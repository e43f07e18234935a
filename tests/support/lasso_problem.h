#pragma once

#include "core/base/types.h"
#include "tests/support/direct_correlation.h"

#include <algorithm>
#include <cmath>

namespace counterpart::test {

/// One target of a LASSO.
struct LassoProblem
{
    core::Matrix gram;
    core::Vector correlations;
};

/// The last column is the target.
inline LassoProblem lassoProblemOf(const core::ActivationBlock& values)
{
    const core::Matrix all = directCorrelation(values, values);
    const core::Index p = all.cols() - 1;
    return {all.topLeftCorner(p, p), all.col(p).head(p)};
}

/// How far the conditions of optimality are from being met, from their definition.
inline double lassoViolation(const LassoProblem& problem, const core::Vector& weights,
                             double penalty)
{
    const core::Vector slope = problem.correlations - problem.gram * weights;
    double worst = 0;
    for (core::Index i = 0; i < weights.size(); ++i) {
        if (weights[i] == 0)
            worst = std::max(worst, std::abs(slope[i]) - penalty);
        else
            worst = std::max(worst, std::abs(slope[i] - std::copysign(penalty, weights[i])));
    }
    return worst;
}

} // namespace counterpart::test
