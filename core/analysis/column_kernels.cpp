#include "core/analysis/column_kernels.h"

#include "core/analysis/cpu_dispatch.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

namespace counterpart::core {

namespace {

constexpr std::int32_t kMagnitude = 0x7fffffff;
constexpr std::int32_t kInfinity = 0x7f800000;
constexpr std::size_t kLanes = 16;

COUNTERPART_INLINE ColumnRange rangeBody(const float* values, std::size_t count)
{
    std::array<float, kLanes> low;
    std::array<float, kLanes> high;
    std::array<std::int32_t, kLanes> magnitude{};
    low.fill(values[0]);
    high.fill(values[0]);
    const auto take = [&](std::size_t lane, float value) {
        low[lane] = value < low[lane] ? value : low[lane];
        high[lane] = value > high[lane] ? value : high[lane];
        const std::int32_t bits = std::bit_cast<std::int32_t>(value) & kMagnitude;
        magnitude[lane] = bits > magnitude[lane] ? bits : magnitude[lane];
    };
    const std::size_t whole = count - count % kLanes;
    for (std::size_t i = 0; i < whole; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            take(lane, values[i + lane]);
    }
    for (std::size_t i = whole; i < count; ++i)
        take(i - whole, values[i]);
    return {*std::ranges::min_element(low), *std::ranges::max_element(high),
            *std::ranges::max_element(magnitude) < kInfinity};
}

template <class Value>
COUNTERPART_INLINE double sumBody(const float* values, std::size_t count, Value value)
{
    std::array<double, kLanes> sums{};
    const std::size_t whole = count - count % kLanes;
    for (std::size_t i = 0; i < whole; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            sums[lane] += value(i + lane, values[i + lane]);
    }
    for (std::size_t i = whole; i < count; ++i)
        sums[i - whole] += value(i, values[i]);
    double sum = 0;
    for (const double part : sums)
        sum += part;
    return sum;
}

COUNTERPART_INLINE double shiftSingleBody(float* values, std::size_t count, float by)
{
    return sumBody(
        values, count, [=](std::size_t i, float value) __attribute__((always_inline)) {
            values[i] = value - by;
            return static_cast<double>(values[i]);
        });
}

COUNTERPART_INLINE double shiftDoubleBody(const float* values, std::size_t count, double by,
                                          double* shifted)
{
    return sumBody(
        values, count, [=](std::size_t i, float value) __attribute__((always_inline)) {
            shifted[i] = static_cast<double>(value) - by;
            return shifted[i];
        });
}

/// The conversion truncates; where that went up, one is taken off.
COUNTERPART_INLINE void scaledFloorBody(const float* values, std::size_t count, float scale,
                                        std::int32_t* floors)
{
    for (std::size_t i = 0; i < count; ++i) {
        const float scaled = values[i] * scale;
        const auto truncated = static_cast<std::int32_t>(scaled);
        floors[i] = truncated - (static_cast<float>(truncated) > scaled ? 1 : 0);
    }
}

COUNTERPART_WIDE ColumnRange rangeWide(const float* values, std::size_t count)
{
    return rangeBody(values, count);
}

COUNTERPART_WIDE double shiftSingleWide(float* values, std::size_t count, float by)
{
    return shiftSingleBody(values, count, by);
}

COUNTERPART_WIDE double shiftDoubleWide(const float* values, std::size_t count, double by,
                                        double* shifted)
{
    return shiftDoubleBody(values, count, by, shifted);
}

COUNTERPART_WIDE void scaledFloorWide(const float* values, std::size_t count, float scale,
                                      std::int32_t* floors)
{
    scaledFloorBody(values, count, scale, floors);
}

} // namespace

ColumnRange rangeOf(std::span<const float> values)
{
    assert(!values.empty());
    return hasWideVectors() ? rangeWide(values.data(), values.size())
                            : rangeBody(values.data(), values.size());
}

double sumOf(std::span<const float> values)
{
    return sumBody(values.data(), values.size(),
                   [](std::size_t, float value) { return static_cast<double>(value); });
}

double shift(std::span<float> values, float by)
{
    return hasWideVectors() ? shiftSingleWide(values.data(), values.size(), by)
                            : shiftSingleBody(values.data(), values.size(), by);
}

double shift(std::span<const float> values, double by, double* shifted)
{
    return hasWideVectors() ? shiftDoubleWide(values.data(), values.size(), by, shifted)
                            : shiftDoubleBody(values.data(), values.size(), by, shifted);
}

void scaledFloor(std::span<const float> values, float scale, std::int32_t* floors)
{
    if (hasWideVectors())
        scaledFloorWide(values.data(), values.size(), scale, floors);
    else
        scaledFloorBody(values.data(), values.size(), scale, floors);
}

} // namespace counterpart::core
