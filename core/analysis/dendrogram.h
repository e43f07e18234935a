#pragma once

#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// Two clusters that become one. Below `leaves` a number is a leaf, otherwise leaves + place of the
/// merge that made it (as in scipy's linkage matrix); first < second.
struct Merge
{
    int first = 0;
    int second = 0;
    double height = 0; ///< similarity at which they join
    int size = 0;      ///< leaves of the new cluster
};

/// A range of places in the leaf order.
struct LeafSpan
{
    int begin = 0;
    int end = 0;

    int size() const { return end - begin; }
};

/// A binary tree over leaves 0..leaves - 1.
struct Dendrogram
{
    int leaves = 0;
    std::vector<Merge> merges; ///< leaves - 1 of them, heights non-increasing
    /// Leaf at each place, so that every cluster is a run of places.
    std::vector<int> order;
    bool isOptimallyOrdered = false;

    int nodes() const { return leaves + static_cast<int>(merges.size()); }
    bool isLeaf(int node) const { return node < leaves; }
    const Merge& mergeOf(int node) const { return merges[static_cast<std::size_t>(node - leaves)]; }
};

/// The places of every node, leaves first: nodes() of them.
std::vector<LeafSpan> spansOf(const Dendrogram& tree);

/// The leaves as a walk of the tree meets them, at every merge the cluster with the lowest leaf
/// first.
std::vector<int> treeOrder(const Dendrogram& tree);

/// The node under which each node is merged; -1 for the root.
std::vector<int> parentsOf(const Dendrogram& tree);

/// The clusters left when only the merges of at least `height` are made: node numbers in leaf
/// order.
std::vector<int> cutAtHeight(const Dendrogram& tree, double height);

/// The `count` clusters left after the first leaves - count merges, 1 <= count <= leaves: node
/// numbers in leaf order.
std::vector<int> cutAtCount(const Dendrogram& tree, int count);

/// For each leaf the place in `clusters` (as a cut gives them) of the cluster that it is in.
std::vector<int> labelsOf(const Dendrogram& tree, const std::vector<int>& clusters);

} // namespace counterpart::core
