#include "core/analysis/dendrogram.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace counterpart::core {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// The spans of all nodes if the clusters of each merge stand in the order that `isFirstLeft` says.
template <class IsFirstLeft>
std::vector<LeafSpan> spansWhere(const Dendrogram& tree, IsFirstLeft isFirstLeft)
{
    std::vector<LeafSpan> spans(at(tree.nodes()));
    if (spans.empty())
        return spans;
    const auto sizeOf = [&](int node) { return tree.isLeaf(node) ? 1 : tree.mergeOf(node).size; };
    spans.back() = {0, tree.leaves};
    for (int node = tree.nodes() - 1; node >= tree.leaves; --node) {
        const Merge& merge = tree.mergeOf(node);
        const LeafSpan span = spans[at(node)];
        const bool isLeft = isFirstLeft(merge);
        const int left = isLeft ? merge.first : merge.second;
        const int right = isLeft ? merge.second : merge.first;
        const int middle = span.begin + sizeOf(left);
        spans[at(left)] = {span.begin, middle};
        spans[at(right)] = {middle, span.end};
    }
    return spans;
}

/// The clusters after the first `merges` merges.
std::vector<int> clustersAfter(const Dendrogram& tree, int merges)
{
    std::vector<bool> isMerged(at(tree.nodes()), false);
    for (int merge = 0; merge < merges; ++merge) {
        isMerged[at(tree.merges[at(merge)].first)] = true;
        isMerged[at(tree.merges[at(merge)].second)] = true;
    }
    std::vector<int> clusters;
    for (int node = 0; node < tree.leaves + merges; ++node) {
        if (!isMerged[at(node)])
            clusters.push_back(node);
    }
    const std::vector<LeafSpan> spans = spansOf(tree);
    std::ranges::sort(clusters, {}, [&](int node) { return spans[at(node)].begin; });
    return clusters;
}

} // namespace

std::vector<LeafSpan> spansOf(const Dendrogram& tree)
{
    std::vector<int> begin(at(tree.nodes()));
    for (std::size_t place = 0; place < tree.order.size(); ++place)
        begin[at(tree.order[place])] = static_cast<int>(place);
    for (std::size_t merge = 0; merge < tree.merges.size(); ++merge) {
        const auto [first, second] = std::pair{tree.merges[merge].first, tree.merges[merge].second};
        begin[at(tree.leaves) + merge] = std::min(begin[at(first)], begin[at(second)]);
    }
    return spansWhere(
        tree, [&](const Merge& merge) { return begin[at(merge.first)] < begin[at(merge.second)]; });
}

std::vector<int> treeOrder(const Dendrogram& tree)
{
    std::vector<int> lowest(at(tree.nodes()));
    std::iota(lowest.begin(), lowest.begin() + tree.leaves, 0);
    for (std::size_t merge = 0; merge < tree.merges.size(); ++merge)
        lowest[at(tree.leaves) + merge] =
            std::min(lowest[at(tree.merges[merge].first)], lowest[at(tree.merges[merge].second)]);
    const std::vector<LeafSpan> spans = spansWhere(tree, [&](const Merge& merge) {
        return lowest[at(merge.first)] < lowest[at(merge.second)];
    });
    std::vector<int> order(at(tree.leaves));
    for (int leaf = 0; leaf < tree.leaves; ++leaf)
        order[at(spans[at(leaf)].begin)] = leaf;
    return order;
}

std::vector<int> parentsOf(const Dendrogram& tree)
{
    std::vector<int> parents(at(tree.nodes()), -1);
    for (int node = tree.leaves; node < tree.nodes(); ++node) {
        parents[at(tree.mergeOf(node).first)] = node;
        parents[at(tree.mergeOf(node).second)] = node;
    }
    return parents;
}

std::vector<int> cutAtHeight(const Dendrogram& tree, double height)
{
    const auto end = std::ranges::partition_point(
        tree.merges, [&](const Merge& m) { return m.height >= height; });
    return clustersAfter(tree, static_cast<int>(end - tree.merges.begin()));
}

std::vector<int> cutAtCount(const Dendrogram& tree, int count)
{
    assert(count >= 1 && count <= tree.leaves);
    return clustersAfter(tree, tree.leaves - count);
}

std::vector<int> labelsOf(const Dendrogram& tree, const std::vector<int>& clusters)
{
    const std::vector<LeafSpan> spans = spansOf(tree);
    std::vector<int> labels(at(tree.leaves), -1);
    for (std::size_t label = 0; label < clusters.size(); ++label) {
        const LeafSpan span = spans[at(clusters[label])];
        for (int place = span.begin; place < span.end; ++place)
            labels[at(tree.order[at(place)])] = static_cast<int>(label);
    }
    return labels;
}

} // namespace counterpart::core
