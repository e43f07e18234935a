#pragma once

#include "core/base/types.h"

#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace counterpart::core {

/// The rows of a block by fold: rows order[bounds[k] .. bounds[k + 1]) belong to fold k, in rising
/// order. An empty order stands for the rows as they are.
struct FoldRows
{
    std::vector<Index> order;
    std::vector<Index> bounds{0, 0};
};

/// Deals whole inputs to folds while they stream by, so that the positions of one input never lie
/// on both sides of a split. Fold k + 1 gets the share shares[k] of the inputs, rounded; fold 0
/// gets the rest. Every such split is equally likely, and the same seed gives the same split on
/// every machine. Memory O(number of folds).
class FoldDealer
{
public:
    /// One fold: the rest.
    FoldDealer() = default;
    /// `shares`: each in [0, 1], of sum at most 1. `positions`: samples an input.
    FoldDealer(Index inputs, Index positions, std::span<const double> shares, std::uint64_t seed);

    std::size_t folds() const { return m_left.size(); }
    /// Sorts the samples of the next block by fold; `samples` rise over all calls.
    FoldRows deal(std::span<const Index> samples);
    /// The fold of an input that is not before one asked for earlier.
    std::size_t foldOf(Index input);

private:
    std::vector<Index> m_left{0}; ///< inputs still to be dealt to each fold
    Index m_inputs = 0;
    Index m_positions = 1;
    Index m_dealt = 0; ///< inputs dealt so far
    std::size_t m_foldOfLast = 0;
    std::mt19937_64 m_random;
};

} // namespace counterpart::core
