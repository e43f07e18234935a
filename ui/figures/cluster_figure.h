#pragma once

#include "core/analysis/cluster_outline.h"
#include "core/analysis/spectral_clustering.h"
#include "core/io/data_table.h"
#include "plots/block_diagram_plot.h"
#include "session/analysis_controller.h"
#include "ui/figures/gallery_figure.h"
#include "ui/figures/matrix_colours.h"

#include <memory>
#include <string>
#include <vector>

namespace counterpart::ui {

/// Some clusters of the pair's units: nodes of an outline, by rising place.
struct ShownClusters
{
    std::shared_ptr<const core::ClusterOutline> outline;
    std::vector<int> blocks;
    /// Drawn in the place of the correlations: links [units of A x units of B]; null: those are.
    std::shared_ptr<const core::Matrix> links{};

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
    /// Orders the units within each cluster; null: by their numbers. As the pair's result has it.
    session::ReferencePtr reference{};

    bool operator==(const ClusterRequest&) const = default;
};

FoundClusters findClusters(const session::PairResult& result, const ClusterRequest& request,
                           const core::Progress& progress);

/// The combined matrix of the correlations, or [[I, W],[W', I]] of the links, in the order of the
/// outline with its blocks (Convergent Learning, fig. 12; `isHierarchy`: fig. 7, with the merges
/// within the blocks). Cost: two passes over the matrix;
/// made for a worker thread.
plots::BlockContent makeBlocks(const session::PairResult& result, const ShownClusters& clusters,
                               bool isHierarchy, const core::Progress& progress);

/// The colours that the look gives it; links reach from the strongest to its negative.
MatrixColours colourBlocks(const session::MatrixLook& look, const ShownClusters& clusters,
                           const plots::MatrixPyramid& values);
/// The unit of a combined number.
plots::PlacedUnit placedUnit(const session::PairResult& result, core::CombinedUnit unit);

/// The members of a node of the outline, under this title.
UnitGroup membersOf(const core::ClusterOutline& outline, core::LeafSpan span, std::string title);
/// "cluster 3, 4 + 5 units" or, for another run than a block, "4 + 5 units".
std::string titleOf(const ShownClusters& clusters, core::LeafSpan span);

/// Outlines alone: of the clusters, of the nodes below them, and of those above.
std::vector<plots::Block> blocksOf(const ShownClusters& clusters);
std::vector<core::LeafSpan> innerSpansOf(const ShownClusters& clusters);
std::vector<core::LeafSpan> outerSpansOf(const ShownClusters& clusters);

/// "1 cluster", "8 clusters".
std::string counted(std::size_t count, const char* one, const char* many);
/// "cluster 3".
std::string clusterName(std::size_t place);

/// Network, layer, unit, cluster (from 1): a row for every unit; dead units have no cluster. With a
/// reference network also reference_unit, the unit of it that this one stands for, if any.
core::DataTable labelsTable(const session::PairResult& result, const ShownClusters& clusters);

} // namespace counterpart::ui
