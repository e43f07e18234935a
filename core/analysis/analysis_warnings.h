#pragma once

#include "core/analysis/layer_pair_analysis.h"
#include "core/io/input_identity.h"

#include <string>
#include <vector>

namespace counterpart::core {

/// What a reader of the results should know, one sentence each (formats.md, "data honesty").
std::vector<std::string> analysisWarnings(const SidePair<const Network*>& networks,
                                          const SidePair<LayerIndex>& layers,
                                          const InputIdentity& identity,
                                          const LayerPairAnalysis& analysis);

} // namespace counterpart::core
