#pragma once

#include "plots/plot_style.h"

#include <cstddef>

namespace counterpart::plots {

/// Colours of things that are told apart, by their place: networks A and B first. After
/// kSeriesColours the same follow paler, then they repeat.
inline constexpr std::size_t kSeriesColours = 12;
inline constexpr std::size_t kDifferentColours = 2 * kSeriesColours;
Colour seriesColour(const PlotTheme& theme, std::size_t place);

/// Colours of things in an order, for example layers by depth: `share` runs from 0 to 1. Each
/// stands out from the background.
Colour rampColour(const PlotTheme& theme, double share);

} // namespace counterpart::plots
