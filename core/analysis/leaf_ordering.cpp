#include "core/analysis/leaf_ordering.h"

#include "core/analysis/linkage_kernels.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace counterpart::core {

namespace {

constexpr Index kRowGrain = 16;
constexpr double kNone = -std::numeric_limits<double>::infinity();

/// Works on places of treeOrder(), in which every node is a range.
class LeafOrdering
{
public:
    LeafOrdering(const Dendrogram& tree, const Matrix& similarity);

    void solve(const Progress& progress);
    std::vector<int> order() const;

private:
    /// A node's two clusters; of a leaf both are the leaf.
    struct Halves
    {
        LeafSpan left;
        LeafSpan right;
    };
    /// The best middle of a row that starts and ends with given leaves.
    struct Middle
    {
        Index left = 0;
        Index right = 0;
    };

    Halves halvesOf(int node) const;
    /// The places that the other end of a row may have which starts at `place` of that node.
    LeafSpan otherEnds(int node, Index place) const;
    void join(int node, const Progress& progress);
    Middle middleOf(int left, int right, Index first, Index last) const;

    const Dendrogram& m_tree;
    std::vector<LeafSpan> m_spans;
    std::vector<int> m_leaf; ///< at each place
    Matrix m_similarity;     ///< between places
    /// (u, w): the largest sum of a row of the least node that holds both, from u to w.
    Matrix m_best;
    Matrix m_half; ///< (k, u): the largest sum of the left cluster's row from u, and on to k
};

LeafOrdering::LeafOrdering(const Dendrogram& tree, const Matrix& similarity)
    : m_tree(tree),
      m_leaf(treeOrder(tree))
{
    Dendrogram asWalked = tree;
    asWalked.order = m_leaf;
    m_spans = spansOf(asWalked);
    m_similarity = similarity(m_leaf, m_leaf);
    m_best = Matrix::Zero(tree.leaves, tree.leaves);
    m_half.resize(tree.leaves, tree.leaves);
}

LeafOrdering::Halves LeafOrdering::halvesOf(int node) const
{
    const auto spanOf = [this](int n) { return m_spans[static_cast<std::size_t>(n)]; };
    if (m_tree.isLeaf(node))
        return {spanOf(node), spanOf(node)};
    const Merge& merge = m_tree.mergeOf(node);
    const Halves halves{spanOf(merge.first), spanOf(merge.second)};
    return halves.left.begin < halves.right.begin ? halves : Halves{halves.right, halves.left};
}

LeafSpan LeafOrdering::otherEnds(int node, Index place) const
{
    const Halves halves = halvesOf(node);
    return place < halves.left.end ? halves.right : halves.left;
}

/// Fills m_best for the leaves of the merge's left cluster against those of its right one.
void LeafOrdering::join(int node, const Progress& progress)
{
    const Merge& merge = m_tree.mergeOf(node);
    const Halves halves = halvesOf(node);
    const auto [left, right] = halves;
    const bool isFirstLeft = m_spans[static_cast<std::size_t>(merge.first)].begin == left.begin;
    const int leftNode = isFirstLeft ? merge.first : merge.second;
    const int rightNode = isFirstLeft ? merge.second : merge.first;
    parallelFor(left.size(), kRowGrain, progress, [&](Index begin, Index end) {
        for (Index u = left.begin + begin; u < left.begin + end; ++u) {
            double* half = m_half.col(u).data();
            std::fill(half + right.begin, half + right.end, kNone);
            const LeafSpan ends = otherEnds(leftNode, u);
            for (Index m = ends.begin; m < ends.end; ++m)
                raiseTo(half + right.begin, m_similarity.col(m).data() + right.begin, m_best(m, u),
                        right.size());
            double* best = m_best.col(u).data();
            std::fill(best + right.begin, best + right.end, kNone);
            for (Index k = right.begin; k < right.end; ++k) {
                const LeafSpan last = otherEnds(rightNode, k);
                raiseTo(best + last.begin, m_best.col(k).data() + last.begin, half[k], last.size());
            }
        }
    });
    m_best.block(left.begin, right.begin, left.size(), right.size()) =
        m_best.block(right.begin, left.begin, right.size(), left.size()).transpose();
}

void LeafOrdering::solve(const Progress& progress)
{
    for (int node = m_tree.leaves; node < m_tree.nodes(); ++node) {
        join(node, progress);
        progress.report(static_cast<double>(node - m_tree.leaves + 1) /
                        static_cast<double>(m_tree.merges.size()));
    }
}

LeafOrdering::Middle LeafOrdering::middleOf(int left, int right, Index first, Index last) const
{
    const LeafSpan leftEnds = otherEnds(left, first);
    const LeafSpan rightEnds = otherEnds(right, last);
    Middle middle;
    double most = kNone;
    for (Index m = leftEnds.begin; m < leftEnds.end; ++m) {
        for (Index k = rightEnds.begin; k < rightEnds.end; ++k) {
            const double sum = m_best(m, first) + m_similarity(k, m) + m_best(last, k);
            if (sum > most) {
                most = sum;
                middle = {m, k};
            }
        }
    }
    return middle;
}

std::vector<int> LeafOrdering::order() const
{
    struct Row
    {
        int node;
        Index first;
        Index last;
    };
    const Halves root = halvesOf(m_tree.nodes() - 1);
    Row whole{m_tree.nodes() - 1, root.left.begin, root.right.begin};
    for (Index u = root.left.begin; u < root.left.end; ++u) {
        for (Index w = root.right.begin; w < root.right.end; ++w) {
            if (m_best(w, u) > m_best(whole.last, whole.first))
                whole = {whole.node, u, w};
        }
    }
    std::vector<int> order;
    std::vector<Row> rows{whole};
    while (!rows.empty()) {
        const Row row = rows.back();
        rows.pop_back();
        if (m_tree.isLeaf(row.node)) {
            order.push_back(m_leaf[static_cast<std::size_t>(row.first)]);
            continue;
        }
        const Merge& merge = m_tree.mergeOf(row.node);
        const LeafSpan one = m_spans[static_cast<std::size_t>(merge.first)];
        const bool isFirst = row.first >= one.begin && row.first < one.end;
        const int before = isFirst ? merge.first : merge.second;
        const int after = isFirst ? merge.second : merge.first;
        const Middle middle = middleOf(before, after, row.first, row.last);
        rows.push_back({after, middle.right, row.last});
        rows.push_back({before, row.first, middle.left});
    }
    return order;
}

} // namespace

std::vector<int> optimalLeafOrder(const Dendrogram& tree, const Matrix& similarity,
                                  const Progress& progress)
{
    assert(similarity.rows() == tree.leaves && similarity.cols() == tree.leaves);
    if (tree.merges.empty())
        return treeOrder(tree);
    LeafOrdering ordering(tree, similarity);
    ordering.solve(progress);
    return ordering.order();
}

} // namespace counterpart::core
