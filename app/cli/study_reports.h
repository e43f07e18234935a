#pragma once

#include "core/io/data_table.h"
#include "core/io/study.h"

#include <vector>

namespace counterpart::cli {

// Tables of what other commands than `analyze` have left in a study. Each throws InputError where
// the study does not hold it.

/// Measure, layer of A, layer of B, value.
std::vector<core::DataTable> layerMapTables(const core::Study& study);
/// Measure, layer, step, value.
std::vector<core::DataTable> dynamicsTables(const core::Study& study);
/// Layer and measure, network, network, value.
std::vector<core::DataTable> groupTables(const core::Study& study);

} // namespace counterpart::cli
