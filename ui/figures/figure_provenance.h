#pragma once

#include "core/data/provenance.h"
#include "ui/figures/figure_spec.h"

#include <QString>

#include <optional>

namespace counterpart::ui {

/// The format of a picture by its first bytes, whatever its name; none if it is none of the four.
std::optional<FigureFormat> pictureFormat(const QString& path);

/// Where the figure in this file comes from, as it was written into the file. On any thread; reads
/// the file once at most. Throws InputError with a sentence if the file cannot be read, is no
/// picture, is damaged, was not made by Counterpart, or by a later one.
core::Provenance readFigureProvenance(const QString& path);

} // namespace counterpart::ui
