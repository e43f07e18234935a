#pragma once

#include "core/base/progress.h"
#include "core/similarity/layer_set_pass.h"
#include "core/similarity/stacked_source.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace counterpart::core {

/// What is kept of each layer that is read out of order, twice over: many may be open at once.
inline constexpr Index kReorderBytes = Index{16} << 20;

/// The layers of several picks, open, side by side.
struct LayerSetSources
{
    std::unique_ptr<StackedSource> stack;
    std::vector<std::string> names;    ///< of each layer, for messages
    std::vector<std::string> warnings; ///< of inputs that are assumed to be the same, or reordered
    /// LayerPick::units of each layer; empty if all units of all layers are read.
    std::vector<std::vector<Index>> units{};

    /// The number in the file of a layer's unit.
    Index storedUnit(std::size_t layer, Index unit) const
    {
        return units.empty() || units[layer].empty() ? unit
                                                     : units[layer][static_cast<std::size_t>(unit)];
    }
};

/// Throws what layerSetMoments() throws of files. `progress` is for what is read out of order.
LayerSetSources openLayerSet(std::span<const LayerPick> picks, const LayerSetOptions& options,
                             const Progress& progress);

/// The pass over layers that are open (layer_set_pass.h).
LayerSetMoments layerSetMoments(LayerSetSources sources, std::span<const PlacePair> pairs,
                                const LayerSetOptions& options, const Progress& progress);

} // namespace counterpart::core
