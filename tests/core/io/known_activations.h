#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace counterpart::test {

/// A made-up activation that tells its place: a multiple of 0.25 in [0, 30), so that every type of
/// 16 bits or more holds it exactly.
inline double knownActivation(std::int64_t input, std::int64_t unit, std::int64_t row,
                              std::int64_t column)
{
    return static_cast<double>((input * 37 + unit * 11 + row * 5 + column * 3) % 120) * 0.25;
}

/// The extents of a layer: inputs, units, rows, columns.
struct KnownShape
{
    std::int64_t n, c, h, w;
};

/// The extent of an axis by its letter in "NC", "CN", "NCHW", "NHWC", "NTD" or "NDT"; the steps of
/// a sequence are its columns.
inline std::int64_t knownExtent(const KnownShape& shape, char axis)
{
    switch (axis) {
    case 'N':
        return shape.n;
    case 'H':
        return shape.h;
    case 'W':
    case 'T':
        return shape.w;
    default:
        return shape.c;
    }
}

inline std::vector<std::int64_t> knownExtents(const KnownShape& shape, const std::string& axes)
{
    std::vector<std::int64_t> extents;
    for (const char axis : axes)
        extents.push_back(knownExtent(shape, axis));
    return extents;
}

/// All activations in the row-major order of the axes.
inline std::vector<double> knownValues(const KnownShape& shape, const std::string& axes)
{
    std::int64_t total = 1;
    for (const std::int64_t extent : knownExtents(shape, axes))
        total *= extent;
    std::vector<double> values;
    for (std::int64_t flat = 0; flat < total; ++flat) {
        std::int64_t rest = flat;
        KnownShape place{0, 0, 0, 0};
        for (auto axis = axes.rbegin(); axis != axes.rend(); ++axis) {
            const std::int64_t at = rest % knownExtent(shape, *axis);
            rest /= knownExtent(shape, *axis);
            if (*axis == 'N')
                place.n = at;
            else if (*axis == 'H')
                place.h = at;
            else if (*axis == 'W' || *axis == 'T')
                place.w = at;
            else
                place.c = at;
        }
        values.push_back(knownActivation(place.n, place.c, place.h, place.w));
    }
    return values;
}

} // namespace counterpart::test
