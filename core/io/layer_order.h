#pragma once

#include "core/data/layer.h"
#include "core/io/layer_candidates.h"

#include <string>
#include <vector>

namespace counterpart::core {

/// Puts layers in depth order: by the attribute `order` of each, else by the attribute `layers` (or
/// `layer_order`) of the network's group or the file, else as the file lists them (in the order in
/// which they were made where that is tracked, in natural order of their names where not).
/// Says in `guesses` what was not stated.
void sortLayers(const FileContents& contents, const NetworkCandidate& network,
                std::vector<Layer>& layers, std::vector<std::string>& guesses);

} // namespace counterpart::core
