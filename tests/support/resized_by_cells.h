#pragma once

#include "tests/support/layered_network.h"

namespace counterpart::test {

/// Maps averaged to `rows` x `columns`, [inputs * rows * columns x units], by a grid so fine that
/// every stored and every wanted position is a number of whole cells of it.
inline core::Matrix resizedByCells(const MadeLayer& layer, core::Index rows, core::Index columns)
{
    using core::Index;
    const Index positions = layer.rows * layer.columns;
    const Index inputs = layer.values.rows() / positions;
    core::Matrix result = core::Matrix::Zero(inputs * rows * columns, layer.values.cols());
    for (Index input = 0; input < inputs; ++input) {
        for (Index y = 0; y < layer.rows * rows; ++y) {
            for (Index x = 0; x < layer.columns * columns; ++x)
                result.row(input * rows * columns + y / layer.rows * columns + x / layer.columns) +=
                    layer.values.row(input * positions + y / rows * layer.columns + x / columns)
                        .cast<double>();
        }
    }
    return result / static_cast<double>(positions);
}

} // namespace counterpart::test
