#pragma once

#include "plots/matrix_geometry.h"
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

/// The visible cells as tab-separated text: a header line with the numbers of the column units,
/// then a line for each row unit. Beyond four million cells rows are left out and the last line
/// says how many.
std::string cellsAsText(const MatrixContent& content, const MatrixGeometry& geometry);

} // namespace counterpart::plots
