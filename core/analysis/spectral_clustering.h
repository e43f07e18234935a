#pragma once

#include "core/analysis/cluster_tree.h"
#include "core/analysis/correlation.h"
#include "core/base/progress.h"
#include "core/base/types.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace counterpart::core {

enum class Laplacian {
    Unnormalised, ///< L = D - W, as published
    Symmetric ///< L = I - D^-1/2 W D^-1/2, rows of the embedding of length 1 (Ng, Jordan, Weiss)
};

struct SpectralOptions
{
    double tau = 0; ///< correlations of at most tau are no edges, 0 <= tau < 1
    Laplacian laplacian = Laplacian::Unnormalised;
    /// How many clusters can be asked for without computing eigenvectors again, from 1.
    int maxClusters = 160;

    bool operator==(const SpectralOptions&) const = default;
};

/// The graph of the units of both networks, embedded by its Laplacian's eigenvectors (Convergent
/// Learning, supplement S.3). Its vertices are A's live units, then B's; its edges are
///
///     [[corr(A, A), corr(A, B)], [corr(A, B)', corr(B, B)]]  where larger than tau.
struct SpectralEmbedding
{
    SpectralOptions options;
    SidePair<int> units;
    /// Unit of each row of `vectors`: below units.a a unit of A, else units.a + a unit of B.
    std::vector<int> vertices;
    /// Live units without an edge, numbered likewise: each is a cluster of its own.
    std::vector<int> isolated;
    /// The smallest ones, rising, one more than `vectors` has columns unless there are no more.
    Vector eigenvalues;
    Matrix vectors; ///< [vertices x min(maxClusters, vertices)]
    /// The k from 2 on with the largest eigenvalue[k] - eigenvalue[k - 1] (the first counted from
    /// 0), the lowest of equals; 1 if there are not enough vertices.
    int suggestedClusters = 1;
};

/// Cost: 4/3 (p + q)³ operations.
SpectralEmbedding embedUnits(const Correlation& correlation, const SpectralOptions& options,
                             const Progress& progress);

struct ClusterOptions
{
    std::optional<int> clusters = std::nullopt; ///< none: as the eigengap suggests. From 1.
    /// A cluster of more than alpha (p + q) units is split again, 0 < alpha <= 1.
    double alpha = 0.025;
    Index restarts = 20; ///< of k-means, from 1
    std::uint64_t seed = 0;

    bool operator==(const ClusterOptions&) const = default;
};

/// The units of both networks in clusters.
struct UnitClusters
{
    ClusterOptions options;
    int k = 0; ///< clusters of k-means: as asked for, at most the vertices
    /// Roots are the k clusters and the isolated units, by falling between-net similarity, those of
    /// one network last; leaves are what is left when large ones are split.
    ClusterTree tree;
};

/// k-means on the first k eigenvectors' rows, then each cluster of more than alpha (p + q) units
/// split in two by k-means on its rows, and so on (A, supplement S.3, figs. 12 and 15). Rows that
/// are identical cannot be split. The same seed gives the same clusters. Cost: that of kMeans():
/// some ten milliseconds for 2 x 384 units and k = 40, so that k can be dragged.
UnitClusters clusterUnits(const SpectralEmbedding& embedding, const Correlation& correlation,
                          const ClusterOptions& options, const Progress& progress);

} // namespace counterpart::core
