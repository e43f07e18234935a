#pragma once

#include "ui/figures/figure_spec.h"

#include <QString>
#include <QVariantMap>

#include <array>

namespace counterpart::ui {

/// In what sizes of pages are stated; pixels are those of the chosen resolution.
enum class LengthUnit { Millimetres, Inches, Pixels };
inline constexpr std::array kLengthUnits{LengthUnit::Millimetres, LengthUnit::Inches,
                                         LengthUnit::Pixels};

/// A length in millimetres in another unit, and back.
double fromMm(double mm, LengthUnit unit, int dpi);
double toMm(double length, LengthUnit unit, int dpi);

/// A size of page that many want: columns of journals (89 and 183 mm, as Nature has them), a slide
/// of 10 x 5.625 inches.
struct PagePreset
{
    const char* name; ///< to be translated in the context of ExportDialog
    double widthMm;
    double heightMm; ///< 0: as high as the figure prefers
};
inline constexpr std::array kPagePresets{PagePreset{"two columns, 183 mm", 183, 0},
                                         PagePreset{"one column, 89 mm", 89, 0},
                                         PagePreset{"slide 16:9", 254, 142.875}};

/// What is chosen in the export dialog and remembered from one time to the next; figure, place and
/// height are not.
struct ExportChoices
{
    FigureSpec spec;
    LengthUnit unit = LengthUnit::Millimetres;
    int columns = 2; ///< of several figures
};

/// By names, and back; what is missing or makes no sense keeps its default.
QVariantMap toMap(const ExportChoices& choices);
ExportChoices choicesFrom(const QVariantMap& map);

} // namespace counterpart::ui
