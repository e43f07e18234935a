#pragma once

#include "core/analysis/unit_hierarchy.h"
#include "plots/dendrogram_plot.h"
#include "ui/figures/cluster_figure.h"

namespace counterpart::ui {

/// The tree of the units and its clusters, all of which are nodes of `outline`.
struct JoinedUnits
{
    core::HierarchySource source = core::HierarchySource::Mapping;
    core::UnitHierarchy hierarchy;
    std::shared_ptr<const core::ClusterOutline> outline;
    std::shared_ptr<const core::Matrix> links{}; ///< of the mapping; null with another source
    /// What the widest gap between eigenvalues suggests for the same units, which the spectral
    /// clusters begin with.
    int gapClusters = 1;

    ShownClusters cut(int clusters) const;
    /// Halfway between the last merge that `clusters` clusters need and the next.
    double heightOf(int clusters) const;
    /// How many clusters merges of at least this height leave.
    int clustersAt(double height) const;
    /// As many as there are of the spectral clusters, but no fewer than are left when positive
    /// similarities alone join.
    int suggestedClusters() const;
};

/// The mapping is that of B's units from A's, at the penalty that its workspace begins with.
/// Besides the tree this decomposes the similarity of all p + q units once: 4/3 (p + q)^3.
JoinedUnits joinUnits(const session::PairResult& result, core::HierarchySource source,
                      const core::Progress& progress);

plots::DendrogramContent makeDendrogram(const session::PairResult& result,
                                        const JoinedUnits& joined);

} // namespace counterpart::ui
