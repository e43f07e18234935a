#pragma once

#include "plots/plot_style.h"

#include <array>
#include <span>

namespace counterpart::plots {

/// Gray is as published (minimum black, maximum white); Viridis and Cividis are sequential,
/// perceptually even and colour-blind safe; BlueRed diverges around its middle.
enum class ColourMap { Gray, Viridis, Cividis, BlueRed };

inline constexpr std::array kColourMaps{ColourMap::Gray, ColourMap::Viridis, ColourMap::Cividis,
                                        ColourMap::BlueRed};

const char* toString(ColourMap map);

/// 256 colours from low to high.
std::span<const Colour, 256> colours(ColourMap map);

/// The values that get the first and the last colour.
struct ColourLimits
{
    double low = -1;
    double high = 1;
    bool operator==(const ColourLimits&) const = default;
};

} // namespace counterpart::plots
