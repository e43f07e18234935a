#pragma once

#include "core/io/data_table.h"
#include "plots/curve_plot.h"

namespace counterpart::plots {

/// A row for each rank or category, a column for each curve and, where its points have texts, one
/// for these.
core::DataTable curvesTable(const CurveContent& content);

} // namespace counterpart::plots
