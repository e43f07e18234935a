#pragma once

#include "core/io/activation_source.h"
#include "tests/core/io/known_activations.h"

#include <QString>

#include <algorithm>

namespace counterpart::test {

/// The first place of a block, of the inputs from `first` on, that is not the known activation.
inline QString blockDifference(const core::ActivationBlock& block, const KnownShape& shape,
                               core::Index first)
{
    const core::Index positions = shape.h * shape.w;
    for (core::Index row = 0; row < block.rows(); ++row) {
        const core::Index position = row % positions;
        for (core::Index unit = 0; unit < shape.c; ++unit) {
            const double expected = knownActivation(first + row / positions, unit,
                                                    position / shape.w, position % shape.w);
            const auto found = static_cast<double>(block(row, unit));
            if (found != expected) {
                return QString("input %1 unit %2 position %3: %4 instead of %5")
                    .arg(first + row / positions)
                    .arg(unit)
                    .arg(position)
                    .arg(found)
                    .arg(expected);
            }
        }
    }
    return {};
}

/// Reads all inputs in blocks of `step` and compares them with the known activations; says what
/// differs, or that something was written outside of the block. Empty if all is well.
inline QString difference(core::ActivationSource& source, const KnownShape& shape, core::Index step)
{
    const core::Index positions = shape.h * shape.w;
    if (source.inputs() != shape.n || source.units() != shape.c ||
        source.positions() != positions || source.columns() != shape.w)
        return "another shape";
    for (core::Index first = 0; first < shape.n; first += step) {
        const core::Index count = std::min<core::Index>(step, shape.n - first);
        // The block is part of a larger matrix, as its type allows.
        core::ActivationBlock larger =
            core::ActivationBlock::Constant(count * positions + 3, shape.c, -1);
        source.read(first, count, larger.middleRows(2, count * positions));
        if ((larger.topRows(2).array() != -1).any() || (larger.bottomRows(1).array() != -1).any())
            return "written outside of the block";
        const QString found =
            blockDifference(larger.middleRows(2, count * positions), shape, first);
        if (!found.isEmpty())
            return found;
    }
    return {};
}

} // namespace counterpart::test
