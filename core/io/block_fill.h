#pragma once

#include "core/base/types.h"
#include "core/io/activation_source.h"

namespace counterpart::core {

/// Where the floats of a slab are: that of (input, unit, row, column) is at the sum of the four
/// places times their strides.
struct SlabLayout
{
    Index inputs = 0, units = 0, rows = 1, columns = 1;
    Index inputStride = 0, unitStride = 0, rowStride = 0, columnStride = 0;

    Index positions() const { return rows * columns; }
};

/// Writes a slab to `block`, [inputs * rows * columns x units], in (input, row, column) order.
/// The usual orders run at the speed of memory: units that follow one another are transposed in
/// tiles, positions or inputs that follow one another are copied in runs.
void fillBlock(const float* slab, const SlabLayout& layout, ActivationSource::Block block);

} // namespace counterpart::core
