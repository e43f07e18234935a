#pragma once

#include "ui/figures/figure_page.h"
#include "ui/figures/figure_spec.h"

#include "core/base/progress.h"

#include <QByteArray>
#include <QImage>

namespace counterpart::ui {

/// The picture of a page that was painted for PNG or TIFF. Throws Error if there is no memory.
QImage pictureOf(const FigurePage& page, const core::Progress& progress);

/// The figure as the bytes of a file; on any thread. `spec` as given to paintFigure().
QByteArray encodeFigure(const FigurePage& page, const FigureSpec& spec,
                        const core::Progress& progress);

/// Both steps at once, where nothing waits.
QByteArray renderFigure(plots::Plot& plot, const FigureSpec& spec);

/// The plot as shown, at `ratio` device pixels a logical pixel, for "Copy figure" and for tests.
QImage renderImage(plots::Plot& plot, plots::Size size, double ratio,
                   const plots::PlotTheme& theme);

/// Writes `bytes` under a temporary name and renames: never half a file. Throws core::Error.
void writeAtomically(const QString& path, const QByteArray& bytes);

} // namespace counterpart::ui
