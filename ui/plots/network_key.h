#pragma once

#include "core/base/types.h"
#include "plots/canvas.h"

#include <string>

namespace counterpart::plots {

/// The names of both networks, each behind a square of its colour, centred in the rectangle.
void drawNetworkKey(Canvas& canvas, const PlotTheme& theme,
                    const core::SidePair<std::string>& names, const Rect& rect);

} // namespace counterpart::plots
