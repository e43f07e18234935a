#pragma once

#include "core/base/types.h"

#include <cstdint>
#include <random>
#include <vector>

namespace counterpart::core {

/// Draws samples without replacement while they stream by: every set of `wanted` out of `total` is
/// equally likely (selection sampling, Knuth, The Art of Computer Programming 2, 3.4.2, algorithm
/// S). The same seed gives the same samples on every machine. Memory O(1).
class SampleSelection
{
public:
    /// `wanted` of 0, or of at least `total`, takes every sample.
    SampleSelection(Index total, Index wanted, std::uint64_t seed);

    bool takesAll() const { return m_wanted == m_total; }
    /// How many samples are taken in all.
    Index count() const { return m_wanted; }
    /// Looks at the next `rows` samples and returns the offsets, 0..rows - 1, of those taken.
    std::vector<Index> draw(Index rows);

private:
    Index m_total;
    Index m_wanted;
    Index m_seen = 0;
    Index m_taken = 0;
    std::mt19937_64 m_random;
};

} // namespace counterpart::core
