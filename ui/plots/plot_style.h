#pragma once

#include <cstdint>

class vtkTextProperty;

namespace counterpart::plots {

/// Red, green, blue and opacity, 0..255.
struct Colour
{
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;
    bool operator==(const Colour&) const = default;
};

/// The colours of every plot. This file and its source are the only place where colours, and fonts
/// and sizes of plots, are stated.
struct PlotTheme
{
    bool isDark = false;
    Colour background;
    Colour foreground; ///< text and axes
    Colour faint;      ///< secondary text, ticks
    Colour grid;       ///< grid lines, frames of empty cells
    Colour networkA;   ///< everything that belongs to network A
    Colour networkB;
    Colour semi;     ///< semi-matching curve: light green, as published
    Colour matching; ///< one-to-one matching curve: dark green
    Colour threshold;
    Colour positive; ///< lines for weights above 0, as in the diverging map
    Colour negative;
    Colour dead; ///< rows and columns of dead units
    Colour hover;
    Colour current;
    Colour selected;
};

/// Figures are always light.
const PlotTheme& lightTheme();
const PlotTheme& darkTheme();

/// The colours of the controls around the plots.
struct WindowColours
{
    Colour window;
    Colour base; ///< of lists and fields
    Colour alternate;
    Colour text;
    Colour faint;
    Colour button;
    Colour highlight;
    Colour highlightedText;
    Colour link;
};

const WindowColours& windowColours(bool isDark);

/// The family of the bundled font, which every text of a plot uses.
inline constexpr const char* kFontFamily = "Inter";

/// Text sizes in logical pixels.
inline constexpr int kTitleSize = 14;
inline constexpr int kLabelSize = 12;
inline constexpr int kTickSize = 11;

/// Widths in logical pixels.
inline constexpr double kAxisWidth = 1.0;
inline constexpr double kCurveWidth = 2.0;
inline constexpr double kMargin = 12.0;

enum class TextRole { Title, PanelLetter, Label, Tick };
enum class HorizontalAlign { Left, Centre, Right };
enum class VerticalAlign { Top, Centre, Bottom };

/// Sets font, size, colour and justification for a role.
void applyTextStyle(vtkTextProperty* property, const PlotTheme& theme, TextRole role,
                    HorizontalAlign horizontal, VerticalAlign vertical);

} // namespace counterpart::plots
