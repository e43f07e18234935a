#include "ui/figures/matrix_colours.h"

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

namespace {

using plots::MatrixPyramid;

plots::ColourLimits extremes(std::span<const MatrixPyramid* const> matrices)
{
    plots::ColourLimits limits{1, -1};
    for (const MatrixPyramid* matrix : matrices) {
        limits.low = std::min(limits.low, double(matrix->minimum()));
        limits.high = std::max(limits.high, double(matrix->maximum()));
    }
    return limits;
}

plots::ColourLimits chooseLimits(const session::MatrixLook& look, const ValueRange& range,
                                 std::span<const MatrixPyramid* const> matrices,
                                 const MatrixPyramid& typical)
{
    plots::ColourLimits limits = range.full;
    if (look.limits == session::LimitsKind::MinMax)
        limits = extremes(matrices);
    else if (look.limits == session::LimitsKind::Percentile)
        limits = {double(typical.percentile(0.01)), double(typical.percentile(0.99))};
    else if (look.limits == session::LimitsKind::Manual)
        return {look.manualLow, look.manualHigh};
    if (range.isSigned && look.map == session::MapChoice::BlueRed) {
        const double reach = std::max(std::abs(limits.low), std::abs(limits.high));
        limits = {-reach, reach};
    }
    return limits.high > limits.low ? limits
                                    : plots::ColourLimits{limits.low - 0.5, limits.low + 0.5};
}

} // namespace

MatrixColours matrixColours(const session::MatrixLook& look, const ValueRange& range,
                            std::span<const MatrixPyramid* const> matrices,
                            const MatrixPyramid& typical)
{
    return {plots::kColourMaps.at(static_cast<std::size_t>(look.map)),
            chooseLimits(look, range, matrices, typical)};
}

} // namespace counterpart::ui
