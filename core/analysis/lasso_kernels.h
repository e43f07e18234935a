#pragma once

#include "core/base/types.h"

namespace counterpart::core {

/// A least-squares problem with a penalty, restricted to `size` candidate predictors:
///
///     minimise 1/2 w'Gw - c'w + penalty |w|_1,   residual = c - Gw.
struct LassoCandidates
{
    const double* gram; ///< [size x size], column-major, with a positive diagonal
    Index size;
    double* weights;
    double* residual; ///< kept up to date
};

/// One round of cyclic coordinate descent over `places` (all of 0..size - 1 if null): each weight
/// becomes S(residual_i + G_ii w_i, penalty) / G_ii, S the soft threshold.
void descendOnce(const LassoCandidates& candidates, double penalty, const int* places, Index count);

/// How far the conditions of Karush, Kuhn and Tucker are from being met over all candidates:
/// max of |residual_i - penalty sign(w_i)| where w_i is not 0, and of |residual_i| - penalty.
double kktResidual(const LassoCandidates& candidates, double penalty);

/// Columns of doubles in memory, `leading` apart, of which the first `rows` entries are meant.
struct ColumnView
{
    const double* values;
    Index leading;
    Index rows;
};

/// target [rows] += sum over k < count of factors[k] * column k (column places[k] if not null).
void addColumns(double* target, const ColumnView& columns, const int* places, const double* factors,
                Index count);

/// The upper left [size x size] of a column-major matrix += factor * values values'.
void addOuterProduct(double* matrix, Index leading, const double* values, double factor,
                     Index size);

/// target -= factor * values.
void subtractMultiple(double* target, const double* values, double factor, Index count);

} // namespace counterpart::core
