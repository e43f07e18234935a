#pragma once

#include "core/analysis/unit_products.h"
#include "core/base/progress.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

/// What is done with units whose activations are all 0.
enum class ZeroUnits {
    Exclude, ///< left out of numerator and denominator
    Code,    ///< as subspace_match.py: never matched, and counted in the denominator
    Literal  ///< as the definition says: always matched
};

/// Sets of units of both layers, as rows of UnitProducts, rising.
using UnitSet = std::vector<Index>;

/// Squares keep half the digits of a double: residuals below this one are not told from 0.
constexpr double kSmallestEpsilon = 1e-6;

/// A pair (X, Y) of sets of units of A and B is an epsilon-approximate match where each unit's
/// distance from the span of the other set is at most epsilon times its norm (Wang et al. 2018,
/// definition 1). Matches are closed under union, so that there is one maximum match.
struct MatchTest
{
    bool isMatch = false;
    /// Of each side the unit that is farthest from the other's span, and how far, 0..1.
    SidePair<Index> worst{-1, -1};
    SidePair<double> residual;
};

/// Whether `units` are a match; both sides must have some. Cost: (a³ + b³) / 3 + a b (a + b).
MatchTest testMatch(const UnitProducts& products, const UnitSet& units, double epsilon);

/// The maximum match among `units` (algorithm 1 of the paper): units that are too far from the span
/// of the other side are dropped until none is. Epsilons below kSmallestEpsilon count as that.
/// Cost: (p + q)³ operations at most.
UnitSet maximumMatch(const UnitProducts& products, const UnitSet& units, double epsilon,
                     const Progress& progress);

/// A match that holds `unit` and of which no proper part does (algorithm 2): each other unit is
/// tried in the given order and left out if `unit` stays matched. `within` is a match, for example
/// the maximum one; empty if `unit` is not in it. Cost: up to s maximum matches, s = |within|.
UnitSet minimalMatch(const UnitProducts& products, const UnitSet& within, Index unit,
                     const UnitSet& order, double epsilon, const Progress& progress);

struct SimpleMatches
{
    std::vector<UnitSet> matches; ///< different ones, by rising size
    /// For every unit of the maximum match how many different minimal matches were found.
    std::vector<std::pair<Index, int>> found;
};

/// The simple matches that are the minimal matches of the units of `maximum`, found in the order of
/// the units and in `randomOrders` seeded ones. Cost: |maximum| (1 + randomOrders) minimal matches.
SimpleMatches simpleMatches(const UnitProducts& products, const UnitSet& maximum, double epsilon,
                            int randomOrders, std::uint64_t seed, const Progress& progress);

struct SubspaceMatch
{
    double epsilon = 0;
    UnitSet maximum;
    SidePair<Index> sizes;            ///< |X*| and |Y*|, as the policy counts them
    std::optional<double> similarity; ///< (|X*| + |Y*|) / (p + q); none if no unit is counted
};

/// Maximum matching similarities, one for each epsilon, in their order.
std::vector<SubspaceMatch> subspaceMatches(const UnitProducts& products,
                                           const std::vector<double>& epsilons, ZeroUnits zeros,
                                           const Progress& progress);

/// The smallest epsilon at which the whole layers match: the largest residual, 0..1; none if a
/// layer has only zero units.
std::optional<double> largestEpsilon(const UnitProducts& products);

/// The smallest epsilon, to 1e-4, at which the smaller side of the maximum match has `size` units;
/// none if no epsilon below 1 gives that.
std::optional<double> smallestEpsilon(const UnitProducts& products, Index size,
                                      const Progress& progress);

} // namespace counterpart::core
