#include "core/analysis/spectral_clustering.h"

#include "core/analysis/combined_units.h"
#include "core/analysis/kmeans.h"
#include "core/analysis/symmetric_eigen.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace counterpart::core {

namespace {

/// How the time divides between the first clusters and their splitting.
constexpr double kFirstShare = 0.7;

/// Edge weights between those vertices, 0 on the diagonal.
Matrix edgesOf(const Correlation& correlation, const std::vector<CombinedUnit>& vertices,
               double tau)
{
    Matrix edges = combinedCorrelation(correlation, vertices);
    edges = (edges.array() > tau).select(edges, 0.0);
    edges.diagonal().setZero();
    return edges;
}

/// Of edges that leave no vertex alone; works in place.
Matrix laplacianOf(Matrix edges, const Vector& degrees, Laplacian kind)
{
    if (kind == Laplacian::Symmetric) {
        const Vector scales = degrees.cwiseSqrt().cwiseInverse();
        edges.array().colwise() *= scales.array();
        edges.array().rowwise() *= scales.transpose().array();
    }
    edges *= -1;
    if (kind == Laplacian::Symmetric)
        edges.diagonal().setOnes();
    else
        edges.diagonal() = degrees;
    return edges;
}

int largestGap(const Vector& eigenvalues)
{
    int best = 1;
    double widest = -1;
    for (Index k = 2; k < eigenvalues.size(); ++k) {
        const double gap = eigenvalues[k] - eigenvalues[k - 1];
        if (gap > widest) {
            widest = gap;
            best = static_cast<int>(k);
        }
    }
    return best;
}

class Clustering
{
public:
    Clustering(const SpectralEmbedding& embedding, const Correlation& correlation,
               const ClusterOptions& options)
        : m_embedding(embedding),
          m_correlation(correlation),
          m_options(options)
    {
    }

    UnitClusters run(const Progress& progress);

private:
    using Rows = std::vector<Index>;

    Matrix pointsOf(int k) const;
    ClusterNode nodeOf(const std::vector<int>& vertices) const;
    ClusterNode nodeOf(const Rows& rows) const;
    std::vector<Rows> parts(const Rows& rows, int count, const Progress& progress) const;
    void sortRoots(UnitClusters& result);
    void splitLarge(ClusterTree& tree, const Progress& progress);

    const SpectralEmbedding& m_embedding;
    const Correlation& m_correlation;
    const ClusterOptions& m_options;
    Matrix m_points;
    std::vector<Rows> m_rows; ///< of each node; none for an isolated unit
};

/// The first k columns; each row of length 1 for the normalised Laplacian.
Matrix Clustering::pointsOf(int k) const
{
    Matrix points = m_embedding.vectors.leftCols(k);
    if (m_embedding.options.laplacian == Laplacian::Symmetric)
        points.rowwise().normalize();
    return points;
}

ClusterNode Clustering::nodeOf(const std::vector<int>& vertices) const
{
    ClusterNode node;
    for (const int vertex : vertices) {
        if (vertex < m_embedding.units.a)
            node.members.a.push_back(UnitIndex{vertex});
        else
            node.members.b.push_back(UnitIndex{vertex - m_embedding.units.a});
    }
    measureCluster(node, m_correlation);
    return node;
}

ClusterNode Clustering::nodeOf(const Rows& rows) const
{
    std::vector<int> vertices;
    for (const Index row : rows)
        vertices.push_back(m_embedding.vertices[static_cast<std::size_t>(row)]);
    return nodeOf(vertices);
}

/// At most `count`, none of them empty.
std::vector<Clustering::Rows> Clustering::parts(const Rows& rows, int count,
                                                const Progress& progress) const
{
    const KMeans means = kMeans(m_points(rows, Eigen::all),
                                {.clusters = count,
                                 .restarts = static_cast<int>(m_options.restarts),
                                 .seed = m_options.seed},
                                progress);
    std::vector<Rows> result(static_cast<std::size_t>(means.clusters));
    for (std::size_t i = 0; i < rows.size(); ++i)
        result[static_cast<std::size_t>(means.labels[i])].push_back(rows[i]);
    return result;
}

/// By falling similarity between the networks, those of one network last, then within them, then by
/// the lowest unit.
void Clustering::sortRoots(UnitClusters& result)
{
    std::vector<std::size_t> order(result.tree.nodes.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::ranges::stable_sort(order, [&](std::size_t i, std::size_t j) {
        const ClusterNode& one = result.tree.nodes[i];
        const ClusterNode& two = result.tree.nodes[j];
        if (one.isMixed() != two.isMixed())
            return one.isMixed();
        return one.between != two.between ? one.between > two.between : one.within > two.within;
    });
    std::vector<ClusterNode> nodes;
    std::vector<Rows> rows;
    for (const std::size_t from : order) {
        nodes.push_back(std::move(result.tree.nodes[from]));
        rows.push_back(std::move(m_rows[from]));
    }
    result.tree.nodes = std::move(nodes);
    m_rows = std::move(rows);
    result.tree.roots = static_cast<int>(order.size());
}

void Clustering::splitLarge(ClusterTree& tree, const Progress& progress)
{
    const double limit = m_options.alpha * (m_embedding.units.a + m_embedding.units.b);
    for (std::size_t place = 0; place < tree.nodes.size(); ++place) {
        if (tree.nodes[place].size() <= limit || m_rows[place].size() < 2)
            continue;
        const std::vector<Rows> halves = parts(m_rows[place], 2, progress);
        if (halves.size() < 2)
            continue;
        for (const Rows& half : halves) {
            tree.nodes[place].children.push_back(static_cast<int>(tree.nodes.size()));
            tree.nodes.push_back(nodeOf(half));
            tree.nodes.back().parent = static_cast<int>(place);
            m_rows.push_back(half);
        }
        progress.report(static_cast<double>(place) / static_cast<double>(tree.nodes.size()));
    }
}

UnitClusters Clustering::run(const Progress& progress)
{
    const auto vertices = static_cast<int>(m_embedding.vertices.size());
    UnitClusters result;
    result.options = m_options;
    result.tree.units = m_embedding.units;
    result.k = std::min({m_options.clusters.value_or(m_embedding.suggestedClusters), vertices,
                         static_cast<int>(m_embedding.vectors.cols())});
    if (result.k > 0) {
        m_points = pointsOf(result.k);
        Rows all(static_cast<std::size_t>(vertices));
        for (std::size_t row = 0; row < all.size(); ++row)
            all[row] = static_cast<Index>(row);
        m_rows = parts(all, result.k, progress.part(0, kFirstShare));
        for (const Rows& rows : m_rows)
            result.tree.nodes.push_back(nodeOf(rows));
    }
    for (const int unit : m_embedding.isolated) {
        result.tree.nodes.push_back(nodeOf(std::vector<int>{unit}));
        m_rows.emplace_back();
    }
    sortRoots(result);
    splitLarge(result.tree, progress.part(kFirstShare, 1));
    progress.report(1);
    return result;
}

} // namespace

SpectralEmbedding embedUnits(const Correlation& correlation, const SpectralOptions& options,
                             const Progress& progress)
{
    assert(options.tau >= 0 && options.maxClusters >= 1);
    progress.stage("embedding units");
    SpectralEmbedding embedding;
    embedding.options = options;
    embedding.units = {static_cast<int>(correlation.between.rows()),
                       static_cast<int>(correlation.between.cols())};
    const std::vector<int> live = liveUnits(correlation);
    const Vector reach = edgesOf(correlation, live, options.tau).colwise().sum();
    for (std::size_t i = 0; i < live.size(); ++i)
        (reach[static_cast<Index>(i)] > 0 ? embedding.vertices : embedding.isolated)
            .push_back(live[i]);
    Matrix edges = edgesOf(correlation, embedding.vertices, options.tau);
    const Vector degrees = edges.colwise().sum();
    const Index n = edges.rows();
    const Index columns = std::min<Index>(n, options.maxClusters);
    EigenPairs pairs = smallestEigenpairs(laplacianOf(std::move(edges), degrees, options.laplacian),
                                          std::min(n, columns + 1), progress);
    embedding.eigenvalues = std::move(pairs.values);
    embedding.vectors = pairs.vectors.leftCols(columns);
    embedding.suggestedClusters = largestGap(embedding.eigenvalues);
    return embedding;
}

UnitClusters clusterUnits(const SpectralEmbedding& embedding, const Correlation& correlation,
                          const ClusterOptions& options, const Progress& progress)
{
    assert(options.alpha > 0 && options.restarts >= 1);
    progress.stage("clustering units");
    return Clustering(embedding, correlation, options).run(progress);
}

} // namespace counterpart::core
