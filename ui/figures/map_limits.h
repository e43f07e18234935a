#pragma once

#include "core/similarity/measure.h"
#include "plots/colour_map.h"

#include <optional>
#include <vector>

namespace counterpart::ui {

/// What the colours of a map of similarities run over.
enum class MapRange {
    Measure, ///< all that the measure can be; of signed ones the half above 0
    Data     ///< from the smallest to the largest value of the map
};

/// Those of the measure where all values are missing, or equal but for rounding.
plots::ColourLimits mapLimits(core::Measure measure,
                              const std::vector<std::optional<double>>& values, MapRange range);

} // namespace counterpart::ui
