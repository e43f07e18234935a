#pragma once

#include "core/analysis/correlation.h"
#include "core/base/progress.h"
#include "core/base/types.h"

#include <optional>
#include <vector>

namespace counterpart::core {

struct MatchingOptions
{
    /// true: by the signed value, as published; false: by the absolute value.
    bool isSigned = true;

    bool operator==(const MatchingOptions&) const = default;
};

/// What a matching says of one unit. Values are similarities as matched (|c| if not signed).
struct UnitMatch
{
    UnitIndex semi; ///< best partner, many to one; none if dead
    double semiValue = 0;
    double gap = 0;    ///< best value minus the runner-up's; the best value if there is no other
    UnitIndex partner; ///< partner in the one-to-one matching, or none
    double partnerValue = 0;
    bool isMutualBest = false; ///< the partner's best partner is this unit
};

/// Semi-matching and one-to-one matching of a layer pair (Convergent Learning, section 3).
/// Dead units take part in neither.
struct Matching
{
    SidePair<std::vector<UnitMatch>> units; ///< one entry a unit

    /// Over the live units of A. None if there is none.
    std::optional<double> semiMean;
    /// Over the matched pairs. None if there is none.
    std::optional<double> matchingMean;
    /// Share of the live units of A whose two values agree. None if there is none.
    std::optional<double> overlap;
    double total = 0; ///< sum over the matched pairs

    Partners semi(Side side) const;
    Partners oneToOne(Side side) const;
    std::vector<std::pair<UnitIndex, UnitIndex>> mutualBest() const;
};

/// Cost: p q for the semi-matching, the assignment's for the matching.
/// Ties go to the lowest index.
Matching match(const Matrix& similarity, const SidePair<std::vector<UnitIndex>>& dead,
               const MatchingOptions& options, const Progress& progress);

/// Share of the live units of A whose best value lies below `threshold`; none if all are dead.
std::optional<double> shareBelow(const Matching& matching, double threshold);

} // namespace counterpart::core
