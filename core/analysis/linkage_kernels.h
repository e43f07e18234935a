#pragma once

#include "core/base/types.h"

namespace counterpart::core {

/// The largest of sums[j] * (scales[j] * scale) and its lowest place. Places whose scale is NaN are
/// passed over; place -1 if all are.
struct BestLink
{
    double value = 0;
    Index place = -1;
};

BestLink findBestLink(const double* sums, const double* scales, double scale, Index count);

/// to += from.
void addTo(double* to, const double* from, Index count);

/// to = max(to, by + from): one step of a (max, +) matrix product.
void raiseTo(double* to, const double* from, double by, Index count);

} // namespace counterpart::core
