#include "core/analysis/lasso_kernels.h"

#include "core/analysis/cpu_dispatch.h"

#include <algorithm>
#include <cmath>

namespace counterpart::core {

namespace {

COUNTERPART_INLINE void subtractBody(double* __restrict target, const double* __restrict values,
                                     double factor, Index count)
{
    for (Index i = 0; i < count; ++i)
        target[i] -= factor * values[i];
}

COUNTERPART_INLINE void descendBody(const LassoCandidates& candidates, double penalty,
                                    const int* places, Index count)
{
    for (Index k = 0; k < count; ++k) {
        const Index i = places ? places[k] : k;
        const double* column = candidates.gram + i * candidates.size;
        const double before = candidates.weights[i];
        const double pull = candidates.residual[i] + column[i] * before;
        const double beyond = std::abs(pull) - penalty;
        const double after = beyond > 0 ? std::copysign(beyond, pull) / column[i] : 0;
        if (after == before)
            continue;
        candidates.weights[i] = after;
        subtractBody(candidates.residual, column, after - before, candidates.size);
    }
}

COUNTERPART_WIDE void descendWide(const LassoCandidates& candidates, double penalty,
                                  const int* places, Index count)
{
    descendBody(candidates, penalty, places, count);
}

COUNTERPART_WIDE void subtractWide(double* target, const double* values, double factor, Index count)
{
    subtractBody(target, values, factor, count);
}

} // namespace

void descendOnce(const LassoCandidates& candidates, double penalty, const int* places, Index count)
{
    if (hasWideVectors())
        descendWide(candidates, penalty, places, count);
    else
        descendBody(candidates, penalty, places, count);
}

double kktResidual(const LassoCandidates& candidates, double penalty)
{
    double worst = 0;
    for (Index i = 0; i < candidates.size; ++i) {
        const double weight = candidates.weights[i];
        const double residual = candidates.residual[i];
        worst = std::max(worst, weight == 0 ? std::abs(residual) - penalty
                                            : std::abs(residual - std::copysign(penalty, weight)));
    }
    return worst;
}

void subtractMultiple(double* target, const double* values, double factor, Index count)
{
    if (hasWideVectors())
        subtractWide(target, values, factor, count);
    else
        subtractBody(target, values, factor, count);
}

} // namespace counterpart::core
