#pragma once

#include "core/analysis/ordering.h"
#include "plots/matrix_geometry.h"

#include <string>
#include <vector>

namespace counterpart::plots {

/// The number of a unit beside the middle of its cell.
struct UnitTick
{
    double at = 0; ///< logical pixels
    std::string label;
};

/// Unit numbers along an axis at every place that is a multiple of 1, 2 or 5 times a power of ten:
/// of every unit where a cell is larger than a label (`extent` logical pixels), else with some
/// room between the labels.
std::vector<UnitTick> unitTicks(const core::Order& order, const PlacedAxis& axis, double extent);

/// Width of the widest unit number of the order in tick size, logical pixels.
double widestUnitLabel(const core::Order& order);

} // namespace counterpart::plots
