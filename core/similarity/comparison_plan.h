#pragma once

#include "core/similarity/layer_comparison.h"

#include <functional>
#include <span>
#include <vector>

namespace counterpart::core {

/// Places in the list of pairs that are compared by one pass.
using PassPairs = std::vector<std::size_t>;

/// Divides pairs among as few passes as is simple: while the pairs of a pass take more than
/// `budget`, they are cut in two halves by their first or by their second layers, whichever are
/// more; so that what is read twice grows with the square root of the number of passes.
/// `bytes` says what some pairs take. A single pair is never cut, whatever it takes.
std::vector<PassPairs> planPasses(std::span<const PlacePair> pairs, PassPairs all, Index budget,
                                  const std::function<Index(const PassPairs&)>& bytes);

} // namespace counterpart::core
