#pragma once

#include "cli/method_options.h"
#include "cli/text_table.h"

#include "core/analysis/layer_pair_analysis.h"

#include <string>
#include <vector>

namespace counterpart::cli {

/// Columns of the table that are text and come first: the two layers' names.
inline constexpr std::size_t kAnalysisTextColumns = 2;

/// The header of the table that `analyze` prints, and the row of one layer pair. "-" stands for a
/// number that does not exist.
TextRow analysisHeader(const std::vector<Method>& methods);
TextRow analysisRow(const core::LayerPairAnalysis& analysis, const std::vector<Method>& methods);

} // namespace counterpart::cli
