#pragma once

#include "core/data/network.h"
#include "core/io/file_contents.h"

#include <string>
#include <vector>

namespace counterpart::core {

/// True for pictures of inputs: (N,H,W), (N,H,W,1|3|4) or (N,1|3|4,H,W).
bool hasPictureShape(const std::vector<Index>& shape);
/// True for what is taken for pictures wherever it stands: uint8, four axes, 1, 3 or 4 channels.
bool looksLikePictures(const DatasetEntry& entry);

/// What the file says of the probe inputs of the network in `group`: under <group>/inputs, else
/// /inputs, by the names of formats.md, by other usual names, or by shape. Datasets in `layers` are
/// not considered. Says in `guesses` what was taken, and what was left out for its length.
ProbeInputs findInputs(const FileContents& contents, const std::string& group, Index count,
                       const std::vector<Layer>& layers, std::vector<std::string>& guesses);

} // namespace counterpart::core
