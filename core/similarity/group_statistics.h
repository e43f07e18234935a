#pragma once

#include "core/analysis/dendrogram.h"
#include "core/base/progress.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

/// The distances between the networks of two labels, or among those of one.
struct LabelDistances
{
    std::string first;
    std::string second;
    Index pairs = 0; ///< of different networks, each counted once
    /// None where there is no pair: a label of one network.
    std::optional<double> mean;
    std::optional<double> deviation; ///< standard deviation, divided by `pairs`
};

/// Mean distances within and between the labels (Morcos, Raghu, Bengio 2018, fig. 3): one entry for
/// each label with itself and with each later one, labels in the order in which they are met.
/// `distances` is symmetric, [labels x labels].
std::vector<LabelDistances> distancesByLabel(const Matrix& distances,
                                             const std::vector<std::string>& labels);

/// The distances of all pairs of networks that share a label, and of all others.
struct LabelContrast
{
    LabelDistances within;
    LabelDistances between;
};
LabelContrast contrastOfLabels(const Matrix& distances, const std::vector<std::string>& labels);

/// Networks that belong together.
struct NetworkClusters
{
    /// Average linkage; heights are minus the distances at which clusters join.
    Dendrogram tree;
    int count = 0;
    std::vector<int> labels; ///< of each network, 0..count - 1, rising along tree.order
};

/// Average linkage of symmetric distances, leaves in optimal order, cut into `count` clusters, or
/// as many as there are networks if those are fewer (Morcos, Raghu, Bengio 2018, fig. 5).
NetworkClusters clusterNetworks(const Matrix& distances, int count, const Progress& progress);

/// The correlation of two lists of numbers (Pearson), in [-1, 1]; none for fewer than two numbers
/// or where one does not vary.
std::optional<double> pearson(const std::vector<double>& x, const std::vector<double>& y);

} // namespace counterpart::core
