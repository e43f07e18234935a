#pragma once

#include <QImage>

#include <array>

namespace counterpart::ui {

/// With which eyes a figure is looked at.
enum class ColourVision { Full, Deuteranopia, Protanopia, Tritanopia, Greyscale };
inline constexpr std::array kColourVisions{ColourVision::Full, ColourVision::Deuteranopia,
                                           ColourVision::Protanopia, ColourVision::Tritanopia,
                                           ColourVision::Greyscale};

/// The picture as it is seen without one kind of cones, or without colours (luminance). Linear
/// light is multiplied by the matrices of Machado, Oliveira & Fernandes (2009, table 1, severity
/// 1), which leave greys as they are. Cost: some nanoseconds a pixel; on any thread.
QImage asSeenWith(ColourVision vision, const QImage& picture);

} // namespace counterpart::ui
