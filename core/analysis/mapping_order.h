#pragma once

#include "core/analysis/mapping_error.h"
#include "core/analysis/ordering.h"
#include "core/base/progress.h"

namespace counterpart::core {

/// Orders of the units of a mapping, as the weights name them.
struct MappingOrder
{
    Order predictors;
    Order targets;
};

/// The paper's permutation (fig. 6): targets as they are numbered, and beside each the predictor
/// that the one-to-one matching with the largest sum of |weight| gives it, so that the diagonal
/// stands out. Units without a partner fill the places left over, by number.
MappingOrder orderBesidePredictors(const SparseWeights& weights, const Progress& progress);

/// Orders in which few lines between the two columns of units cross: barycentre sweeps (Sugiyama,
/// Tagawa, Toda 1981) with |weight| as weight, from the permutation above; the best order met is
/// kept, the permutation's at worst, but that units without a weight come last. Cost: some 20
/// sweeps of O(e log e), e the number of weights.
MappingOrder orderForFewCrossings(const SparseWeights& weights, const Progress& progress);

/// Pairs of lines that cross when both columns are drawn in these orders. Cost: O(e log e).
std::int64_t countCrossings(const SparseWeights& weights, const MappingOrder& order);

} // namespace counterpart::core
