#pragma once

#include "core/base/types.h"

#include <cstdint>
#include <span>

namespace counterpart::core {

/// What a run of a unit's activations spans. `minimum` and `maximum` mean nothing where it is not
/// finite.
struct ColumnRange
{
    float minimum = 0;
    float maximum = 0;
    bool isFinite = true;
};

/// Smallest and largest of at least one value, and whether all are finite.
ColumnRange rangeOf(std::span<const float> values);

/// The sum, in double.
double sumOf(std::span<const float> values);

/// values -= shift; returns the sum of the results, in double.
double shift(std::span<float> values, float shift);

/// shifted = values - shift in double; returns their sum.
double shift(std::span<const float> values, double shift, double* shifted);

/// floor(values * scale), which must fit in 32 bits.
void scaledFloor(std::span<const float> values, float scale, std::int32_t* floors);

} // namespace counterpart::core
