#pragma once

#include "core/analysis/cca.h"

namespace counterpart::core {

/// How many singular directions of a layer are kept (Raghu et al. 2017, section 2 and appendix A):
/// the fewest that hold `share` of what is summed, or a number of them.
struct SvccaKeep
{
    enum class Rule {
        Variance, ///< of the squared singular values: "99 % of the variance" of the main text
        Singular, ///< of the singular values: the literal rule of the appendix
        Count     ///< `count` of them, or all if there are fewer
    };
    Rule rule = Rule::Variance;
    double share = 0.99; ///< above 0, up to 1
    Index count = 20;    ///< at least 1

    bool operator==(const SvccaKeep&) const = default;
};

struct Svcca
{
    Vector coefficients;  ///< falling, in [0, 1]
    SidePair<Index> kept; ///< directions; coefficients are as many as the fewer

    /// Mean over min(kept): the similarity of the paper, eq. 1.
    double mean() const { return coefficients.mean(); }
};

Index keptDirections(const PrincipalDirections& layer, const SvccaKeep& keep);

/// CCA between the kept directions. Cost: 4/3 min(kept)³ + kept.a kept.b min(kept) and less than
/// the CCA it is given.
Svcca svcca(const Cca& cca, const SvccaKeep& keep, const Progress& progress);

} // namespace counterpart::core
