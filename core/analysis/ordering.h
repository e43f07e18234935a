#pragma once

#include "core/analysis/matching.h"
#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// A permutation of a layer's units: place k shows unit order[k].
using Order = std::vector<UnitIndex>;

/// How a matrix view lays its units out.
enum class OrderKind {
    Original,
    Match,     ///< the paper's: A as it is, B so that partners share a place (fig. 1 d)
    Cycle,     ///< A and B along the cycles of the permutation, as in the authors' notebook
    BestValue, ///< A by falling best value, each B unit beside its partner
    Reference  ///< both by the units of a third network, see orderByReference(); else as Match
};

/// The places of both networks' units. Units without a partner follow behind, by index.
SidePair<Order> orderUnits(const Matching& matching, OrderKind kind);

/// The units as they are numbered.
Order originalOrder(Index units);

} // namespace counterpart::core
