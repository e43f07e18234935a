#pragma once

#include "core/base/types.h"
#include "core/data/position_policy.h"

#include <Eigen/Core>

namespace counterpart::core {

/// A layer's activations, read block by block and never held whole.
///
/// Positions of an input follow one another in (row, column) order, so that the row of the block
/// that belongs to input i and position s is (i - firstInput) * positions() + s.
class ActivationSource
{
public:
    using Block = Eigen::Ref<ActivationBlock, 0, Eigen::OuterStride<>>;

    virtual ~ActivationSource() = default;

    virtual Index inputs() const = 0;
    virtual Index units() const = 0;
    /// Samples an input gives: rows x columns of the map, or 1 under a reducing policy.
    virtual Index positions() const = 0;
    /// Columns of the map that positions() counts through; 1 if there is one position.
    virtual Index columns() const = 0;

    /// Where an input stands in the file.
    virtual InputIndex storedInput(InputIndex input) const { return input; }
    /// Where a position of the map stands in the file: of what several stored positions were made,
    /// the middle of them.
    virtual MapPosition storedPosition(MapPosition position) const { return position; }

    /// Fills `block`, [inputCount * positions() x units()], from the inputs
    /// [firstInput, firstInput + inputCount). Cheapest when called in increasing order.
    /// Throws Error if the file cannot be read. One thread at a time.
    virtual void read(Index firstInput, Index inputCount, Block block) = 0;

    Index samples() const { return inputs() * positions(); }
};

} // namespace counterpart::core
