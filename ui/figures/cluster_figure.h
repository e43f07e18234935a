#pragma once

#include "core/analysis/cluster_outline.h"
#include "core/analysis/spectral_clustering.h"
#include "core/analysis/unit_hierarchy.h"
#include "plots/block_diagram_plot.h"
#include "plots/curve_plot.h"
#include "plots/dendrogram_plot.h"
#include "session/analysis_controller.h"
#include "ui/figures/gallery_figure.h"

#include <memory>
#include <string>
#include <vector>

namespace counterpart::ui {

/// Some clusters of the pair's units: nodes of an outline, by rising place.
struct ShownClusters
{
    std::shared_ptr<const core::ClusterOutline> outline;
    std::vector<int> blocks;

    bool isEmpty() const { return !outline || outline->order.empty(); }
};

/// The units in k clusters, large ones split if that is asked for (then those parts are `blocks`).
struct FoundClusters
{
    ShownClusters shown;
    int k = 0;
};

/// What is asked of the embedding.
struct ClusterRequest
{
    std::shared_ptr<const core::SpectralEmbedding> embedding;
    core::ClusterOptions options; ///< alpha = 1: none is split

    bool operator==(const ClusterRequest&) const = default;
};

FoundClusters findClusters(const session::PairResult& result, const ClusterRequest& request,
                           const core::Progress& progress);

/// The tree of the units and its clusters, all of which are nodes of `outline`.
struct JoinedUnits
{
    core::HierarchySource source = core::HierarchySource::Mapping;
    core::UnitHierarchy hierarchy;
    std::shared_ptr<const core::ClusterOutline> outline;

    ShownClusters cut(int clusters) const;
    /// Halfway between the last merge that `clusters` clusters need and the next.
    double heightOf(int clusters) const;
    /// How many clusters merges of at least this height leave.
    int clustersAt(double height) const;
    /// As many as there are when only positive similarities join.
    int suggestedClusters() const;
};

/// The mapping is that of B's units from A's, at the penalty that its workspace begins with.
JoinedUnits joinUnits(const session::PairResult& result, core::HierarchySource source,
                      const core::Progress& progress);

/// The combined matrix in the order of the outline with its blocks (Convergent Learning, fig. 12;
/// `isHierarchy`: fig. 7, with the merges within the blocks). Cost: two passes over the matrix;
/// made for a worker thread.
plots::BlockContent makeBlocks(const session::PairResult& result, const ShownClusters& clusters,
                               bool isHierarchy, const core::Progress& progress);

/// The members of a node of the outline, under this title.
UnitGroup membersOf(const core::ClusterOutline& outline, core::LeafSpan span, std::string title);
/// "cluster 3, 4 + 5 units" or, for another run than a block, "4 + 5 units".
std::string titleOf(const ShownClusters& clusters, core::LeafSpan span);

/// Outlines alone: of the clusters, of the nodes below them, and of those above.
std::vector<plots::Block> blocksOf(const ShownClusters& clusters);
std::vector<core::LeafSpan> innerSpansOf(const ShownClusters& clusters);
std::vector<core::LeafSpan> outerSpansOf(const ShownClusters& clusters);

/// The smallest eigenvalues with the chosen and the suggested k marked.
plots::CurveContent makeEigengap(const core::SpectralEmbedding& embedding, int k);

/// Similarity between and within the networks of every cluster, each sorted (A, fig. 16). A point
/// stands for the first unit of each network.
plots::CurveContent makeClusterCurves(const session::PairResult& result,
                                      const ShownClusters& clusters);

plots::DendrogramContent makeDendrogram(const session::PairResult& result,
                                        const JoinedUnits& joined);

/// "cluster 3".
std::string clusterName(std::size_t place);

/// "network,layer,unit,cluster": one line for every unit; dead units have no cluster.
std::string labelsAsCsv(const session::PairResult& result, const ShownClusters& clusters);

} // namespace counterpart::ui
