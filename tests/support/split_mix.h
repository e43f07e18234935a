#pragma once

#include "core/base/types.h"

#include <cstdint>
#include <vector>

namespace counterpart::test {

/// Numbers in [0, 1) that uniform() of tests/data/make_assignment_totals.py makes too.
inline std::vector<double> splitMix(std::uint64_t seed, core::Index count)
{
    std::vector<double> values;
    for (core::Index i = 1; i <= count; ++i) {
        std::uint64_t state = static_cast<std::uint64_t>(i) * 0x9E3779B97F4A7C15u + seed;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9u;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EBu;
        state ^= state >> 31;
        values.push_back(static_cast<double>(state >> 11) * 0x1p-53);
    }
    return values;
}

} // namespace counterpart::test
