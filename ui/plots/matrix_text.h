#pragma once

#include "core/io/data_table.h"
#include "plots/matrix_axis_index.h"
#include "plots/matrix_image.h"
#include "plots/matrix_plot.h"

#include <span>
#include <string>

namespace counterpart::plots {

core::UnitRef unitAt(const MatrixAxis& axis, core::Index place);

/// "Patches, seed 1 · conv1[17] ~ Patches, seed 2 · conv1[4]   r = 0.972"; a dead unit is said to
/// be one. The marks have one element a place: not 0 where the unit is dead.
std::string cellText(const MatrixContent& content, MatrixCell cell, std::span<const char> deadRows,
                     std::span<const char> deadColumns);

/// All cells, in the order of the axes, called by the numbers of their units; those of dead units
/// are missing.
core::DataTable cellsTable(const MatrixContent& content, const AxisIndex& rows,
                           const AxisIndex& columns);

} // namespace counterpart::plots
