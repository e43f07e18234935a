#pragma once

#include "core/base/progress.h"
#include "ui/figures/figure_page.h"

#include <QByteArray>

namespace counterpart::ui {

/// A page that was painted for SVG as such a file. Images must not be smoothed by any viewer.
QByteArray encodeSvg(const FigurePage& page, const FigureSpec& spec,
                     const core::Progress& progress);

/// A page that was painted for PDF as such a file, one page with its fonts in it.
QByteArray encodePdf(const FigurePage& page, const FigureSpec& spec,
                     const core::Progress& progress);

} // namespace counterpart::ui
