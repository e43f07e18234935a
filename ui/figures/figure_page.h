#pragma once

#include "paint/painting.h"
#include "plots/plot.h"
#include "ui/figures/figure_spec.h"

class QPainter;
class QRectF;

namespace counterpart::ui {

/// A figure painted on its page, ready to be written on any thread.
struct FigurePage
{
    paint::Painting painting; ///< in device pixels (PNG, TIFF), page units (SVG) or 1/1200 in (PDF)
    QSize pixels;             ///< of PNG and TIFF
    QSizeF page;              ///< logical pixels, 96 an inch
};

/// Resolution in which PDF pages are painted.
inline constexpr int kPdfDpi = 1200;
/// Resolution in which the size of SVG pages is stated: hundredths of a millimetre.
inline constexpr int kSvgDpi = 2540;
inline constexpr double kLogicalDpi = 96;

/// Fills the page and paints every scene of the plot, which must have been laid out.
void paintPlot(QPainter& painter, const plots::Plot& plot, const QRectF& page,
               const plots::Colour& background);

/// Lays the plot out for the page, in the light theme, and paints it. On the GUI thread: some tens
/// of milliseconds. Where the page is smaller than the plot's least size everything is drawn
/// smaller. A plot that is on screen too must be given its size, ratio and theme back.
/// Throws UsageError if a picture would be larger than kLargestPictureSide.
FigurePage paintFigure(plots::Plot& plot, const FigureSpec& spec);

} // namespace counterpart::ui
