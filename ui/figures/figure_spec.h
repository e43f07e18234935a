#pragma once

#include "core/data/provenance.h"
#include "plots/figure_parts.h"
#include "plots/plot_style.h"

#include <QSizeF>
#include <QString>

#include <array>
#include <memory>

namespace counterpart::ui {

enum class FigureFormat { Svg, Pdf, Png, Tiff };
inline constexpr std::array kFigureFormats{FigureFormat::Svg, FigureFormat::Pdf, FigureFormat::Png,
                                           FigureFormat::Tiff};

/// "svg", "pdf", "png", "tiff": the ending of its files.
QString suffix(FigureFormat format);

/// Whether the format knows no pixels but those of images in it.
constexpr bool isVector(FigureFormat format)
{
    return format == FigureFormat::Svg || format == FigureFormat::Pdf;
}

/// More pixels on a side than that cannot be drawn.
inline constexpr int kLargestPictureSide = 32'767;

inline constexpr double kMmPerInch = 25.4;

enum class PageBackground { White, Transparent, Coloured };

/// All that is chosen about a figure's file.
struct FigureSpec
{
    FigureFormat format = FigureFormat::Svg;
    QSizeF sizeMm{180, 120}; ///< each side 10..2000 mm
    int dpi = 300;           ///< for PNG and TIFF, and for the images inside SVG and PDF; 36..2400
    PageBackground background = PageBackground::White;
    plots::Colour colour{255, 255, 255, 255}; ///< of a coloured background
    bool textAsOutlines = false;              ///< in SVG and PDF
    plots::FigureParts parts;
    QString title; ///< written into the file's metadata
    /// Written into the file's metadata too; figure_provenance.h reads it.
    std::shared_ptr<const core::Provenance> provenance;
};

} // namespace counterpart::ui
