#pragma once

#include "core/data/layer.h"
#include "core/io/file_contents.h"

#include <string>
#include <vector>

namespace counterpart::core {

/// Adds to a layer what the file says of its units: <group>/units/<layer>/{name,weight,image} (else
/// /units/…), or filters that stand beside the layer's dataset. Whatever has another number of
/// units is left out, and said so in `guesses`.
void findUnits(const FileContents& contents, const std::string& group, Layer& layer,
               std::vector<std::string>& guesses);

/// Adds the receptive field: attributes rf_size, rf_stride and rf_offset of the dataset, else of
/// the group that holds it.
void findReceptiveField(const FileContents& contents, const DatasetEntry& entry, Layer& layer);

} // namespace counterpart::core
