#pragma once

#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// Some samples of both layers side by side, [capacity x (p + q)] with the units of A in the first
/// p columns; only the first rows() rows are in use.
struct SampleBlock
{
    ActivationBlock values;
    /// For every row in use its number among all samples, rising.
    std::vector<Index> samples;

    Index rows() const { return static_cast<Index>(samples.size()); }
};

} // namespace counterpart::core
