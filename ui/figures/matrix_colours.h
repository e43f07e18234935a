#pragma once

#include "plots/colour_map.h"
#include "plots/matrix_pyramid.h"
#include "session/matrix_settings.h"

#include <span>

namespace counterpart::ui {

/// What the values of a measure can be.
struct ValueRange
{
    plots::ColourLimits full{-1, 1};
    bool isSigned = true; ///< whether 0 is in the middle
};

struct MatrixColours
{
    plots::ColourMap map = plots::ColourMap::BlueRed;
    plots::ColourLimits limits;
};

/// The colours that the look gives these matrices together. Percentiles are those of `typical`, one
/// of them. A diverging map of signed values keeps its middle at 0.
MatrixColours matrixColours(const session::MatrixLook& look, const ValueRange& range,
                            std::span<const plots::MatrixPyramid* const> matrices,
                            const plots::MatrixPyramid& typical);

} // namespace counterpart::ui
