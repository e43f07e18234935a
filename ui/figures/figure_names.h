#pragma once

#include "ui/figures/figure_spec.h"

#include <QStringList>

#include <array>
#include <optional>

namespace counterpart::ui {

/// A part of figures that can be left out, as files of settings and the command line call it.
struct NamedPart
{
    const char* name;
    bool plots::FigureParts::*part;
};
inline constexpr std::array kFigureParts{NamedPart{"title", &plots::FigureParts::title},
                                         NamedPart{"axes", &plots::FigureParts::axes},
                                         NamedPart{"colour-bar", &plots::FigureParts::colourBar},
                                         NamedPart{"legend", &plots::FigureParts::legend},
                                         NamedPart{"letters", &plots::FigureParts::letters}};

/// The name of a figure's file without folder and ending: the names of its panels joined by "+".
/// So many that file systems could not hold it (255 bytes) end in how many are left out:
/// "a1-…+a2-…+7-more".
QString fileNameOf(const QStringList& figures);

/// What a file's ending says of its format, "tif" too; none for other endings.
std::optional<FigureFormat> formatOf(const QString& path);

/// The path with the format's ending behind it, unless it has an ending of a format.
QString withEnding(const QString& path, FigureFormat format);

/// Whether the file is called like a picture of a format that is not written, "x.jpg".
bool isForeignPicture(const QString& path);

} // namespace counterpart::ui
