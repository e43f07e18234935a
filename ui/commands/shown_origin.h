#pragma once

#include "ui/figures/figure_origin.h"
#include "ui/views/view_context.h"

namespace counterpart::ui {

class Workspaces;

/// What the figures on the screen are drawn from, as far as they remember it. There is a pair of
/// layers. `figure`: the name in the catalogue.
FigureOrigin shownOrigin(const ViewContext& context, const Workspaces& workspaces,
                         const QString& figure);

} // namespace counterpart::ui
