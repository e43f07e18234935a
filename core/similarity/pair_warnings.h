#pragma once

#include "core/similarity/pair_comparison.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace counterpart::core {

/// Adds the warnings that are not there yet.
void addWarnings(std::vector<std::string>& warnings, const std::vector<std::string>& more);

/// Where canonical correlations are high by chance, or partly do not depend on the data at all: a
/// sentence for each of the two, which names the first pair that it is true of. Each pair is
/// judged by the samples that it was compared by.
std::vector<std::string>
fewSamplesWarnings(std::span<const PairComparison> pairs,
                   const std::function<std::string(std::size_t pair)>& nameOfPair);

} // namespace counterpart::core
