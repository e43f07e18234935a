#pragma once

#include "core/data/position_policy.h"
#include "core/io/activation_source.h"

#include <memory>

namespace counterpart::core {

/// Makes of a source with several positions an input one that has a single one, by the policy;
/// gives `source` back where every position is a sample (of Resize, what resizedMaps() is given)
/// and where there is one position anyway. Flattened units are in (unit, row, column) order. A NaN
/// among the positions stays visible in their mean and maximum.
std::unique_ptr<ActivationSource> withPositions(std::unique_ptr<ActivationSource> source,
                                                Positions positions);

} // namespace counterpart::core
