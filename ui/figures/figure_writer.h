#pragma once

#include "plots/plot.h"

#include <QByteArray>
#include <QSizeF>
#include <QString>

#include <array>

class QImage;
class QPainter;
class QRectF;

namespace counterpart::ui {

enum class FigureFormat { Svg, Pdf, Png };
inline constexpr std::array kFigureFormats{FigureFormat::Svg, FigureFormat::Pdf, FigureFormat::Png};

/// "svg", "pdf", "png".
QString suffix(FigureFormat format);

/// More pixels on a side than that cannot be drawn.
inline constexpr int kLargestPictureSide = 32'767;

struct FigureSpec
{
    FigureFormat format = FigureFormat::Svg;
    QSizeF sizeMm{180, 120};  ///< each side 10..2000 mm
    int dpi = 300;            ///< for PNG and for the images inside SVG and PDF; 36..2400
    bool transparent = false; ///< no page background
    QString title;            ///< written into the file's metadata
};

/// Fills the page and paints every scene of the plot, which must have been laid out.
void paintPlot(QPainter& painter, const plots::Plot& plot, const QRectF& page,
               const plots::Colour& background);

/// The figure as the bytes of a file, in the light theme. Lays the plot out anew: a plot that is on
/// screen too must be given its size, ratio and theme back.
QByteArray renderFigure(plots::Plot& plot, const FigureSpec& spec);

/// The plot as shown, at `ratio` device pixels a logical pixel, for "Copy figure" and for tests.
QImage renderImage(plots::Plot& plot, plots::Size size, double ratio,
                   const plots::PlotTheme& theme);

/// Writes `bytes` under a temporary name and renames: never half a file. Throws core::Error.
void writeAtomically(const QString& path, const QByteArray& bytes);

} // namespace counterpart::ui
