#pragma once

#include "core/analysis/matching.h"
#include "core/analysis/moments.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace counterpart::core {

struct StabilityOptions
{
    int resamples = 200; ///< bootstrap samples of folds, at least 1
    int halves = 50;     ///< splits of the folds into two halves, at least 1
    std::uint64_t seed = 0;
    MatchingOptions matching;
};

/// What a number of the whole layer was in the resamples. They hold fewer different inputs than all
/// samples, and the best of many partners is the higher by chance the fewer there are: intervals of
/// matchings lie a little above what independent samples would give.
struct Interval
{
    double low = 0, high = 0; ///< 2.5 % and 97.5 % of the resamples lie below
};

/// How much a matching depends on which inputs were shown.
struct MatchStability
{
    /// One entry a unit of A: the share of resamples in which it keeps the partner that it has by
    /// all samples; none for a unit without one.
    std::vector<std::optional<double>> keepsPartner;
    std::vector<std::optional<double>> keepsSemi; ///< the same of its semi-matching partner
    /// One entry a unit of A: the share of splits of which both halves give it the same partner.
    std::vector<std::optional<double>> halvesAgree;
    std::optional<double> meanKept; ///< means over the units that have an entry
    std::optional<double> meanSemiKept;
    std::optional<double> meanHalvesAgree;
    std::optional<Interval> matchingMean;
    std::optional<Interval> semiMean;
    std::optional<Interval> cka; ///< linear, biased; about that of all samples
};

/// `folds` are the moments of disjoint sets of whole inputs that together are all samples, at least
/// two of them, and `matching` is by all samples. A resample draws as many folds as there are, with
/// replacement (methods.md 7), and its correlations come from adding the folds' moments up: nothing
/// is read again. Folds are blocks of inputs, so that positions of one input, which are not
/// independent, are never split. Units that are dead in a resample have the correlation 0 there.
/// Cost: (resamples + 2 halves) times folds (p + q)² and a matching.
MatchStability matchStability(std::span<const Moments> folds, const Matching& matching,
                              const SidePair<std::vector<UnitIndex>>& dead,
                              const StabilityOptions& options, const Progress& progress);

} // namespace counterpart::core
