#pragma once

#include "core/similarity/classical_scaling.h"
#include "core/similarity/group_statistics.h"
#include "core/similarity/network_group.h"
#include "plots/cloud_plot.h"
#include "plots/map_plot.h"
#include "plots/xy_plot.h"
#include "session/result_drawer.h"
#include "session/session.h"
#include "ui/figures/map_limits.h"
#include "ui/figures/network_labels.h"

#include <memory>
#include <string>
#include <vector>

namespace counterpart::ui {

/// What the comparison of several networks depends on.
struct GroupRequest
{
    std::vector<session::NetworkPtr> networks;
    core::PassOptions pass; ///< policy, values that are not finite, order of the inputs

    bool operator==(const GroupRequest& other) const;
};

/// Where its answer is kept.
session::DrawerPlace placeOf(const GroupRequest& request);

/// Every network with every other at all their common layers, by every measure. For a worker
/// thread.
std::shared_ptr<const core::NetworkGroup> compareNetworks(const GroupRequest& request,
                                                          const core::Progress& progress);

/// The networks at one layer by one measure, arranged.
struct GroupPicture
{
    core::Matrix distances; ///< symmetric
    core::NetworkClusters clusters;
    core::ScaledPoints points;
};

/// None where a value is missing; `count` clusters. For a worker thread, or for few networks.
std::optional<GroupPicture> arrangeNetworks(const core::NetworkGroup& group, std::size_t layer,
                                            core::Measure measure, int count,
                                            const core::Progress& progress);

/// What the colours of a map of networks run over: from 0 to the largest distance, or of the data,
/// which are the distances of different networks.
plots::ColourLimits distanceLimits(const GroupPicture& picture, MapRange range);

/// Distances in the order of the tree, with the tree above and bars of attributes beside
/// (Morcos, Raghu, Bengio 2018, fig. 5). `nets` are the places of the networks in the session.
plots::MapContent makeNetworkMap(const GroupRequest& request, const core::NetworkGroup& group,
                                 std::size_t layer, core::Measure measure,
                                 const GroupPicture& picture,
                                 const std::vector<NetworkLabels>& bars);

/// Mean distances within and between the labels at every layer (fig. 3).
plots::XyContent makeDistancesByLayer(const core::NetworkGroup& group, core::Measure measure,
                                      const NetworkLabels& labels);

/// The networks as points whose distances are near to theirs, in two and in three dimensions.
plots::XyContent makeNetworkPlane(const GroupRequest& request, const GroupPicture& picture,
                                  const NetworkLabels& labels);
plots::CloudContent makeNetworkCloud(const GroupRequest& request, const GroupPicture& picture,
                                     const NetworkLabels& labels);

/// A network as plots hand it out: a unit of no layer.
core::UnitRef networkRef(std::size_t place);

} // namespace counterpart::ui
