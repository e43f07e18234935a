#pragma once

#include "core/base/types.h"
#include "core/data/network.h"

#include <string>
#include <vector>

namespace counterpart::core {

/// Whether two networks saw the same probe inputs in the same order.
struct InputIdentity
{
    enum class Kind {
        Same,      ///< both files have ids, equal and in the same order
        Assumed,   ///< at least one file has none: the order is assumed
        Reordered, ///< the same ids in another order: can be compared after reordering
        Different  ///< other ids, or another number of inputs: cannot be compared
    };
    Kind kind = Kind::Assumed;
    std::string message; ///< a sentence with both files and the first difference
};

/// Compares /inputs/id of the two files. Cost: both lists once.
InputIdentity compareInputs(const Network& a, const Network& b);

/// For every input of `a` its place in `b`, for networks whose inputs are Reordered.
std::vector<InputIndex> inputOrder(const Network& a, const Network& b);

} // namespace counterpart::core
