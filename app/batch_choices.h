#pragma once

#include "app/batch_figures.h"
#include "ui/figures/figure_catalogue.h"
#include "ui/figures/figure_data.h"
#include "ui/figures/figure_spec.h"

#include <variant>
#include <vector>

namespace counterpart::app {

/// One figure that is asked for: an entry of the catalogue, or several as panels of one.
struct WantedFigure
{
    QString name; ///< as asked for
    std::vector<const ui::FigureEntry*> entries;

    bool isComposed() const { return entries.size() > 1; }
};

using BatchFormat = std::variant<ui::FigureFormat, ui::DataFormat>;

// Each throws UsageError that names what there is.

std::vector<WantedFigure> wantedFigures(const QStringList& names);
std::vector<BatchFormat> wantedFormats(const QStringList& names);
/// All but format, size and what the file is about.
ui::FigureSpec wantedLook(const BatchRequest& request);

/// Those that so many networks can be drawn in; one that was named is refused if they are too few.
std::vector<WantedFigure> drawable(std::vector<WantedFigure> figures, const QStringList& names,
                                   std::size_t networks);

} // namespace counterpart::app
