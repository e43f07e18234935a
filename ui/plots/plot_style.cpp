#include "plots/plot_style.h"

#include "plots/colour_map.h"
#include "plots/series_colours.h"
#include "plots/text_metrics.h"

#include <vtkTextProperty.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace counterpart::plots {

namespace {

// Networks and curves: Okabe & Ito, "Color Universal Design" (2008), which stays apart for every
// common form of colour blindness. Marks differ in lightness as well as in hue.
constexpr PlotTheme kLight{
    .isDark = false,
    .background = {255, 255, 255},
    .foreground = {26, 28, 32},
    .faint = {98, 104, 114},
    .grid = {222, 225, 230},
    .networkA = {0, 104, 170},
    .networkB = {200, 82, 0},
    .semi = {127, 201, 127},
    .matching = {0, 104, 55},
    .threshold = {120, 60, 140},
    .positive = {190, 40, 45},
    .negative = {40, 95, 180},
    .dead = {200, 140, 190},
    .hover = {255, 176, 0},
    .current = {214, 0, 110},
    .selected = {0, 170, 190},
};

constexpr PlotTheme kDark{
    .isDark = true,
    .background = {30, 32, 36},
    .foreground = {232, 234, 238},
    .faint = {158, 164, 174},
    .grid = {62, 66, 73},
    .networkA = {86, 180, 233},
    .networkB = {255, 146, 72},
    .semi = {150, 220, 150},
    .matching = {34, 160, 96},
    .threshold = {196, 148, 214},
    .positive = {240, 100, 90},
    .negative = {110, 160, 245},
    .dead = {200, 140, 190},
    .hover = {255, 196, 50},
    .current = {255, 64, 150},
    .selected = {40, 205, 220},
};

// Behind the two networks the other colours of Okabe & Ito, darker on white.
constexpr std::array<Colour, kSeriesColours> kLightSeries{{kLight.networkA,
                                                           kLight.networkB,
                                                           {0, 135, 100},
                                                           {160, 70, 140},
                                                           {160, 120, 0},
                                                           {60, 160, 215},
                                                           {105, 108, 115},
                                                           {120, 30, 50},
                                                           {120, 170, 40},
                                                           {235, 120, 150},
                                                           {70, 60, 150},
                                                           {90, 70, 40}}};
constexpr std::array<Colour, kSeriesColours> kDarkSeries{{kDark.networkA,
                                                          kDark.networkB,
                                                          {40, 190, 145},
                                                          {215, 140, 195},
                                                          {235, 205, 70},
                                                          {130, 150, 235},
                                                          {170, 174, 182},
                                                          {225, 105, 120},
                                                          {165, 215, 70},
                                                          {200, 110, 240},
                                                          {110, 125, 55},
                                                          {205, 165, 125}}};

constexpr WindowColours kLightWindow{
    .window = {246, 246, 247},
    .base = {255, 255, 255},
    .alternate = {242, 244, 246},
    .text = {29, 31, 35},
    .faint = {138, 143, 152},
    .button = {236, 236, 238},
    .highlight = {47, 109, 181},
    .highlightedText = {255, 255, 255},
    .link = {31, 95, 168},
};

constexpr WindowColours kDarkWindow{
    .window = {38, 40, 44},
    .base = {28, 30, 33},
    .alternate = {34, 36, 40},
    .text = {230, 231, 234},
    .faint = {139, 144, 153},
    .button = {52, 55, 60},
    .highlight = {63, 127, 202},
    .highlightedText = {255, 255, 255},
    .link = {127, 178, 238},
};

int vtkJustification(HorizontalAlign align)
{
    switch (align) {
    case HorizontalAlign::Left:
        return VTK_TEXT_LEFT;
    case HorizontalAlign::Centre:
        return VTK_TEXT_CENTERED;
    case HorizontalAlign::Right:
        return VTK_TEXT_RIGHT;
    }
    return VTK_TEXT_LEFT;
}

int vtkJustification(VerticalAlign align)
{
    switch (align) {
    case VerticalAlign::Top:
        return VTK_TEXT_TOP;
    case VerticalAlign::Centre:
        return VTK_TEXT_CENTERED;
    case VerticalAlign::Bottom:
        return VTK_TEXT_BOTTOM;
    }
    return VTK_TEXT_BOTTOM;
}

} // namespace

const PlotTheme& lightTheme()
{
    return kLight;
}

const PlotTheme& darkTheme()
{
    return kDark;
}

Colour seriesColour(const PlotTheme& theme, std::size_t place)
{
    const Colour& colour = (theme.isDark ? kDarkSeries : kLightSeries).at(place % kSeriesColours);
    if (place % kDifferentColours < kSeriesColours)
        return colour;
    constexpr double kPaler = 0.4; // towards the background
    const auto mixed = [](auto one, auto two) {
        return static_cast<decltype(one)>(std::lround(one + kPaler * (two - one)));
    };
    return {mixed(colour.r, theme.background.r), mixed(colour.g, theme.background.g),
            mixed(colour.b, theme.background.b)};
}

Colour rampColour(const PlotTheme& theme, double share)
{
    // Viridis ends in a yellow that white swallows, and begins in a violet that black does.
    const double low = theme.isDark ? 0.35 : 0.0;
    const double high = theme.isDark ? 1.0 : 0.82;
    const double place = low + std::clamp(share, 0.0, 1.0) * (high - low);
    return colours(ColourMap::Viridis)[static_cast<std::size_t>(place * 255)];
}

const WindowColours& windowColours(bool isDark)
{
    return isDark ? kDarkWindow : kLightWindow;
}

void applyTextStyle(vtkTextProperty* property, const PlotTheme& theme, TextRole role,
                    HorizontalAlign horizontal, VerticalAlign vertical)
{
    const Colour& colour = role == TextRole::Tick ? theme.faint : theme.foreground;
    property->SetFontFamilyAsString(kFontFamily);
    property->SetFontSize(fontSize(role));
    property->SetBold(role == TextRole::Title || role == TextRole::PanelLetter);
    property->SetItalic(false);
    property->SetShadow(false);
    property->SetColor(colour.r / 255.0, colour.g / 255.0, colour.b / 255.0);
    property->SetOpacity(colour.a / 255.0);
    property->SetOrientation(0);
    property->SetJustification(vtkJustification(horizontal));
    property->SetVerticalJustification(vtkJustification(vertical));
}

} // namespace counterpart::plots
