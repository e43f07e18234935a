#pragma once

#include "plots/matrix_plot.h"

#include <memory>
#include <random>
#include <vector>

namespace counterpart::test {

inline core::Order originalOrder(core::Index units)
{
    core::Order order;
    for (int unit = 0; unit < units; ++unit)
        order.push_back({unit});
    return order;
}

inline core::UnitRef unitOf(int net, int unit)
{
    return {{net}, {0}, {unit}};
}

/// The matrix between layer 0 of net 0 and layer 0 of net 1, in the original order.
inline plots::MatrixContent contentOf(const core::Matrix& matrix)
{
    plots::MatrixContent content;
    content.title = "between A and B";
    content.rows = {{{0}, {0}},
                    core::Side::A,
                    "Patches, seed 1 · conv1 unit",
                    originalOrder(matrix.rows()),
                    {}};
    content.columns = {{{1}, {0}},
                       core::Side::B,
                       "Patches, seed 2 · conv1 unit",
                       originalOrder(matrix.cols()),
                       {}};
    content.values = std::make_shared<const plots::MatrixPyramid>(matrix, content.rows.order,
                                                                  content.columns.order);
    return content;
}

/// Values in [-1, 1], uniform.
inline core::Matrix randomCells(core::Index rows, core::Index columns, unsigned seed = 1)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> value(-1, 1);
    return core::Matrix::NullaryExpr(rows, columns, [&] { return value(random); });
}

/// Weak noise with strong cells on the diagonal, as of two layers that match.
inline core::Matrix matchedCells(core::Index rows, core::Index columns)
{
    core::Matrix matrix = 0.3 * randomCells(rows, columns);
    for (core::Index i = 0; i < std::min(rows, columns); ++i)
        matrix(i, i) = 0.55 + 0.4 * static_cast<double>(i * 7 % 11) / 10;
    return matrix;
}

/// Small whole numbers: what std::uniform_real_distribution gives may differ between libraries.
inline core::Matrix chequered(core::Index rows, core::Index columns)
{
    return core::Matrix::NullaryExpr(
        rows, columns, [](core::Index i, core::Index j) { return (i + j) % 2 == 0 ? 1.0 : -1.0; });
}

} // namespace counterpart::test
