#include "core/analysis/hierarchical_clustering.h"

#include "core/analysis/leaf_ordering.h"
#include "core/analysis/linkage_kernels.h"
#include "core/base/error.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <sstream>

namespace counterpart::core {

namespace {

constexpr double kPassedOver = std::numeric_limits<double>::quiet_NaN();
/// Below this many clusters the matrix is not packed any more.
constexpr Index kSmallest = 64;
/// How the time divides between joining and ordering.
constexpr double kLinkageShare = 0.4;

/// Clusters are places of the matrix; a merged one takes the lower place of its two.
class Chain
{
public:
    explicit Chain(Matrix& sums);

    std::vector<Merge> run(const Progress& progress);

private:
    BestLink nearest(Index cluster, Index previous) const;
    void join(Index one, Index two, double height);
    void pack();

    Matrix& m_sums; ///< over the pairs of two clusters
    Index m_places; ///< of which some are merged away
    Index m_alive;
    std::vector<double> m_scale; ///< 1 / size of each place's cluster; NaN where there is none
    std::vector<int> m_node;     ///< of each place's cluster
    std::vector<int> m_size;
    std::vector<Index> m_chain;
    std::vector<Merge> m_merges;
};

Chain::Chain(Matrix& sums)
    : m_sums(sums),
      m_places(sums.rows()),
      m_alive(m_places),
      m_scale(static_cast<std::size_t>(m_places), 1),
      m_node(static_cast<std::size_t>(m_places)),
      m_size(static_cast<std::size_t>(m_places), 1)
{
    std::iota(m_node.begin(), m_node.end(), 0);
    // A cluster is no neighbour of its own.
    m_sums.diagonal().setConstant(kPassedOver);
}

/// The value is symmetric to the last bit, so that a chain cannot run in a circle.
BestLink Chain::nearest(Index cluster, Index previous) const
{
    const double* sums = m_sums.col(cluster).data();
    const double scale = m_scale[static_cast<std::size_t>(cluster)];
    const BestLink best = findBestLink(sums, m_scale.data(), scale, m_places);
    if (previous >= 0 &&
        sums[previous] * (m_scale[static_cast<std::size_t>(previous)] * scale) >= best.value)
        return {best.value, previous};
    return best;
}

void Chain::join(Index one, Index two, double height)
{
    const auto kept = static_cast<std::size_t>(std::min(one, two));
    const auto gone = static_cast<std::size_t>(std::max(one, two));
    const auto [first, second] = std::minmax({m_node[kept], m_node[gone]});
    m_size[kept] += m_size[gone];
    m_merges.push_back({first, second, height, m_size[kept]});
    m_node[kept] = static_cast<int>(m_sums.rows() + static_cast<Index>(m_merges.size()) - 1);
    m_scale[kept] = 1.0 / m_size[kept];
    m_scale[gone] = kPassedOver;

    const auto column = static_cast<Index>(kept);
    double* sums = m_sums.col(column).data();
    addTo(sums, m_sums.col(static_cast<Index>(gone)).data(), m_places);
    for (Index place = 0; place < m_places; ++place)
        m_sums(column, place) = sums[place];
    if (--m_alive * 2 < m_places && m_alive > kSmallest)
        pack();
}

/// Moves the clusters that are left together, so that scans get shorter: O(n²) in all, as each
/// packing moves a quarter of what the one before moved.
void Chain::pack()
{
    std::vector<Index> alive;
    std::vector<Index> placeOf(static_cast<std::size_t>(m_places), -1);
    for (Index place = 0; place < m_places; ++place) {
        if (m_scale[static_cast<std::size_t>(place)] > 0) {
            placeOf[static_cast<std::size_t>(place)] = static_cast<Index>(alive.size());
            alive.push_back(place);
        }
    }
    for (std::size_t to = 0; to < alive.size(); ++to) {
        const auto from = static_cast<std::size_t>(alive[to]);
        m_scale[to] = m_scale[from];
        m_node[to] = m_node[from];
        m_size[to] = m_size[from];
        const double* source = m_sums.col(alive[to]).data();
        double* target = m_sums.col(static_cast<Index>(to)).data();
        for (std::size_t row = 0; row < alive.size(); ++row)
            target[row] = source[alive[row]];
    }
    for (Index& cluster : m_chain)
        cluster = placeOf[static_cast<std::size_t>(cluster)];
    m_places = static_cast<Index>(alive.size());
}

std::vector<Merge> Chain::run(const Progress& progress)
{
    const Index leaves = m_sums.rows();
    Index lowest = 0;
    while (m_alive > 1) {
        progress.checkpoint();
        if (m_chain.empty()) {
            lowest = 0;
            while (!(m_scale[static_cast<std::size_t>(lowest)] > 0))
                ++lowest;
            m_chain.push_back(lowest);
        }
        const Index top = m_chain.back();
        const Index previous = m_chain.size() > 1 ? m_chain[m_chain.size() - 2] : -1;
        const BestLink best = nearest(top, previous);
        if (best.place == previous) {
            m_chain.resize(m_chain.size() - 2);
            join(top, previous, best.value);
            progress.report(1 - static_cast<double>(m_alive) / static_cast<double>(leaves));
            continue;
        }
        // A sum's rounding may lift a new cluster above what the chain saw: go back to there.
        const auto seen = std::ranges::find(m_chain, best.place);
        m_chain.erase(seen, m_chain.end());
        m_chain.push_back(best.place);
    }
    return std::move(m_merges);
}

/// By falling height, with the nodes numbered anew. A merge is never above those it is made of.
std::vector<Merge> sorted(std::vector<Merge> merges, int leaves)
{
    for (Merge& merge : merges) {
        for (const int part : {merge.first, merge.second}) {
            if (part >= leaves)
                merge.height =
                    std::min(merge.height, merges[static_cast<std::size_t>(part - leaves)].height);
        }
    }
    std::vector<int> order(merges.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](int merge) {
        return merges[static_cast<std::size_t>(merge)].height;
    });
    std::vector<int> nodeOf(merges.size());
    std::vector<Merge> result;
    const auto renumbered = [&](int node) {
        return node < leaves ? node : nodeOf[static_cast<std::size_t>(node - leaves)];
    };
    for (const int from : order) {
        const Merge& merge = merges[static_cast<std::size_t>(from)];
        nodeOf[static_cast<std::size_t>(from)] = leaves + static_cast<int>(result.size());
        const auto [first, second] =
            std::minmax({renumbered(merge.first), renumbered(merge.second)});
        result.push_back({first, second, merge.height, merge.size});
    }
    return result;
}

void requireSymmetric(const Matrix& similarity)
{
    if (similarity.rows() != similarity.cols())
        throw InputError("A similarity matrix must be square; this one is " +
                         std::to_string(similarity.rows()) + " x " +
                         std::to_string(similarity.cols()) + ".");
    for (Index j = 0; j < similarity.cols(); ++j) {
        for (Index i = 0; i <= j; ++i) {
            if (std::isfinite(similarity(i, j)) && (i == j || similarity(i, j) == similarity(j, i)))
                continue;
            std::ostringstream text;
            text << "A similarity matrix must be finite and symmetric; the values at row " << i
                 << ", column " << j << " and opposite are " << similarity(i, j) << " and "
                 << similarity(j, i) << ".";
            throw InputError(text.str());
        }
    }
}

} // namespace

Matrix linkMatrix(const Matrix& weights)
{
    const Index a = weights.rows();
    const Index b = weights.cols();
    Matrix links = Matrix::Identity(a + b, a + b);
    links.topRightCorner(a, b) = weights;
    links.bottomLeftCorner(b, a) = weights.transpose();
    return links;
}

Dendrogram averageLinkage(Matrix similarity, const LinkageOptions& options,
                          const Progress& progress)
{
    requireSymmetric(similarity);
    Dendrogram tree;
    tree.leaves = static_cast<int>(similarity.rows());
    tree.isOptimallyOrdered = tree.leaves <= options.optimallyOrdered;
    progress.stage("joining clusters");
    Matrix kept;
    if (tree.isOptimallyOrdered)
        kept = similarity;
    const double share = tree.isOptimallyOrdered ? kLinkageShare : 1;
    if (tree.leaves > 1)
        tree.merges = sorted(Chain(similarity).run(progress.part(0, share)), tree.leaves);
    progress.stage("ordering leaves");
    tree.order = tree.isOptimallyOrdered ? optimalLeafOrder(tree, kept, progress.part(share, 1))
                                         : treeOrder(tree);
    progress.report(1);
    return tree;
}

} // namespace counterpart::core
