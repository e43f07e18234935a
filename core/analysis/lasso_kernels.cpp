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

/// Four columns at a time, so that the target is read and written a quarter as often.
COUNTERPART_INLINE void addColumnsBody(double* __restrict target, const ColumnView& columns,
                                       const int* places, const double* factors, Index count)
{
    const auto column = [&](Index k) {
        return columns.values + (places ? places[k] : k) * columns.leading;
    };
    Index k = 0;
    for (; k + 4 <= count; k += 4) {
        const double* __restrict first = column(k);
        const double* __restrict second = column(k + 1);
        const double* __restrict third = column(k + 2);
        const double* __restrict fourth = column(k + 3);
        for (Index i = 0; i < columns.rows; ++i)
            target[i] += factors[k] * first[i] + factors[k + 1] * second[i] +
                         factors[k + 2] * third[i] + factors[k + 3] * fourth[i];
    }
    for (; k < count; ++k)
        subtractBody(target, column(k), -factors[k], columns.rows);
}

COUNTERPART_INLINE void addOuterBody(double* matrix, Index leading, const double* values,
                                     double factor, Index size)
{
    for (Index j = 0; j < size; ++j)
        subtractBody(matrix + j * leading, values, -factor * values[j], size);
}

COUNTERPART_WIDE void addColumnsWide(double* target, const ColumnView& columns, const int* places,
                                     const double* factors, Index count)
{
    addColumnsBody(target, columns, places, factors, count);
}

COUNTERPART_WIDE void addOuterWide(double* matrix, Index leading, const double* values,
                                   double factor, Index size)
{
    addOuterBody(matrix, leading, values, factor, size);
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

void addColumns(double* target, const ColumnView& columns, const int* places, const double* factors,
                Index count)
{
    if (hasWideVectors())
        addColumnsWide(target, columns, places, factors, count);
    else
        addColumnsBody(target, columns, places, factors, count);
}

void addOuterProduct(double* matrix, Index leading, const double* values, double factor, Index size)
{
    if (hasWideVectors())
        addOuterWide(matrix, leading, values, factor, size);
    else
        addOuterBody(matrix, leading, values, factor, size);
}

void subtractMultiple(double* target, const double* values, double factor, Index count)
{
    if (hasWideVectors())
        subtractWide(target, values, factor, count);
    else
        subtractBody(target, values, factor, count);
}

} // namespace counterpart::core
