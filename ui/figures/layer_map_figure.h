#pragma once

#include "core/similarity/similarity_map.h"
#include "plots/map_plot.h"
#include "session/result_drawer.h"
#include "session/session.h"
#include "ui/figures/map_limits.h"

#include <memory>

namespace counterpart::ui {

/// What a map of layers against layers depends on.
struct LayerMapRequest
{
    core::SidePair<session::NetworkPtr> networks;
    core::SidePair<core::NetId> nets;
    core::PassOptions pass; ///< policy, values that are not finite, order of the inputs

    bool operator==(const LayerMapRequest& other) const;
};

/// Where its answer is kept.
session::DrawerPlace placeOf(const LayerMapRequest& request);

/// Every measure of every layer of A with every layer of B, from as few readings of the files as
/// memory allows. For a worker thread.
std::shared_ptr<const core::LayerMap> makeLayerMap(const LayerMapRequest& request,
                                                   const core::Progress& progress);

/// The map of one measure.
plots::MapContent layerMapContent(const LayerMapRequest& request, const core::LayerMap& map,
                                  core::Measure measure, MapRange range = MapRange::Measure);

} // namespace counterpart::ui
