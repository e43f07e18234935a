#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/analysis/projection.h"
#include "core/data/network.h"

#include <filesystem>

namespace counterpart::core {

/// Reads layer A of the pair block by block, projects each sample, and writes a network's file of
/// this one layer to `path` (activation_writer.h), with the ids and labels of the inputs, the
/// network's name, and how it was projected as attributes `projection`, `projection_directions`
/// and `projection_variance`. All inputs and positions are written, whatever was drawn for the
/// moments; what a reducing position policy makes of them is a layer without a map.
/// Throws what the source and the writer throw.
void writeProjected(const Network& network, LayerIndex layer, Positions positions,
                    const Projection& projection, const std::string& kind,
                    const std::filesystem::path& path, const Progress& progress);

} // namespace counterpart::core
