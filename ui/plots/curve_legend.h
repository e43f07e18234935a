#pragma once

#include "plots/curve_layout.h"

namespace counterpart::plots {

/// Puts the names of the curves and the notes into a corner of the laid out axes where they cover
/// no curve, and returns 0; if there is none, in rows from the top of the axes on, and returns the
/// height by which the axes must be moved down.
double placeLegend(CurveLayout& layout, const CurveContent& content);

} // namespace counterpart::plots
