#pragma once

#include "core/base/progress.h"
#include "ui/figures/figure_spec.h"

#include <QByteArray>
#include <QImage>

#include <optional>

namespace counterpart::ui {

/// The picture as TIFF: RGB, or RGB and opacity where it has any; LZW with a predictor, in strips,
/// with resolution, title and provenance. Throws Error if there is no memory.
QByteArray encodeTiff(const QImage& image, const FigureSpec& spec, const core::Progress& progress);

/// The ImageDescription of a TIFF file; empty if it has none. None if the file is no sound TIFF.
std::optional<QString> tiffDescription(const QString& path);

} // namespace counterpart::ui
