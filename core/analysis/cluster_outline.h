#pragma once

#include "core/analysis/cluster_tree.h"
#include "core/analysis/combined_units.h"
#include "core/analysis/dendrogram.h"
#include "core/analysis/ordering.h"
#include "core/base/types.h"

#include <optional>
#include <vector>

namespace counterpart::core {

/// A cluster as a run of places.
struct OutlineNode
{
    int parent = -1;
    std::vector<int> children; ///< none, or two
    LeafSpan span;
    SidePair<int> count;          ///< members of A and of B
    double between = 0;           ///< as ClusterNode's
    double within = 0;            ///< as ClusterNode's
    std::optional<double> height; ///< similarity at which it was joined, if it was

    bool isLeaf() const { return children.empty(); }
    bool isMixed() const { return count.a > 0 && count.b > 0; } ///< as ClusterNode's
};

/// The units of both networks in an order in which every cluster is a run, and the clusters,
/// however they were found: what is drawn, listed and walked.
struct ClusterOutline
{
    SidePair<int> units;             ///< of the layers
    std::vector<CombinedUnit> order; ///< at each place; dead units have none
    std::vector<OutlineNode> nodes;
    std::vector<int> roots; ///< by rising place

    Side sideAt(int place) const;
    UnitIndex unitAt(int place) const;
    /// Of each unit the place in `blocks` (nodes) of the one that it is in; -1 if it is in none.
    SidePair<std::vector<int>> labels(const std::vector<int>& blocks) const;
};

/// In each cluster that is not split A's units stand before B's, those of each as they follow one
/// another in `order` (of all units), or rising without one. Node numbers are the tree's.
ClusterOutline outlineOf(const ClusterTree& tree, const SidePair<Order>* order = nullptr);

/// Leaf i of the tree is units[i]. Node numbers are the tree's. Cost: n².
ClusterOutline outlineOf(const Dendrogram& tree, const std::vector<CombinedUnit>& units,
                         const Correlation& correlation);

} // namespace counterpart::core
