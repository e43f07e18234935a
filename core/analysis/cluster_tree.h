#pragma once

#include "core/analysis/correlation.h"
#include "core/base/types.h"

#include <optional>
#include <vector>

namespace counterpart::core {

/// Some units of both networks, and how alike they are (Convergent Learning, supplement S.3).
struct ClusterNode
{
    int parent = -1;
    std::vector<int> children;                ///< none, or two
    SidePair<std::vector<UnitIndex>> members; ///< rising
    /// Mean correlation over all pairs of a member of A and one of B; 0 without one of them.
    double between = 0;
    /// Mean over the networks that have members of their mean correlation over all pairs (i, j) of
    /// members, i = j among them as published.
    double within = 0;

    int size() const { return static_cast<int>(members.a.size() + members.b.size()); }
    bool isLeaf() const { return children.empty(); }
    /// Whether both networks have members, without which `between` says nothing.
    bool isMixed() const { return !members.a.empty() && !members.b.empty(); }
};

/// Clusters, some of which are split into smaller ones.
struct ClusterTree
{
    SidePair<int> units;
    std::vector<ClusterNode> nodes; ///< the roots first
    int roots = 0;

    /// Nodes without children, each after those of the roots before its own.
    std::vector<int> leaves() const;
    std::vector<int> rootNodes() const;
    /// Of each unit the place in `clusters` of the one that it is in; -1 if it is in none.
    SidePair<std::vector<int>> labels(const std::vector<int>& clusters) const;
};

/// Fills `between` and `within`.
void measureCluster(ClusterNode& node, const Correlation& correlation);

} // namespace counterpart::core
