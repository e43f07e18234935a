#include "core/similarity/group_statistics.h"

#include "core/analysis/hierarchical_clustering.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace counterpart::core {

namespace {

std::vector<std::string> differentOnes(const std::vector<std::string>& labels)
{
    std::vector<std::string> different;
    for (const std::string& label : labels) {
        if (std::ranges::find(different, label) == different.end())
            different.push_back(label);
    }
    return different;
}

LabelDistances summary(const std::string& first, const std::string& second,
                       const std::vector<double>& distances)
{
    LabelDistances result{first, second, static_cast<Index>(distances.size()), {}, {}};
    if (distances.empty())
        return result;
    const Eigen::Map<const Vector> values(distances.data(), result.pairs);
    result.mean = values.mean();
    result.deviation = std::sqrt((values.array() - *result.mean).square().mean());
    return result;
}

} // namespace

std::vector<LabelDistances> distancesByLabel(const Matrix& distances,
                                             const std::vector<std::string>& labels)
{
    const std::vector<std::string> different = differentOnes(labels);
    std::vector<LabelDistances> result;
    for (std::size_t a = 0; a < different.size(); ++a) {
        for (std::size_t b = a; b < different.size(); ++b) {
            std::vector<double> some;
            for (std::size_t i = 0; i < labels.size(); ++i) {
                for (std::size_t j = i + 1; j < labels.size(); ++j) {
                    const bool isPair = (labels[i] == different[a] && labels[j] == different[b]) ||
                                        (labels[i] == different[b] && labels[j] == different[a]);
                    if (isPair)
                        some.push_back(distances(static_cast<Index>(i), static_cast<Index>(j)));
                }
            }
            result.push_back(summary(different[a], different[b], some));
        }
    }
    return result;
}

LabelContrast contrastOfLabels(const Matrix& distances, const std::vector<std::string>& labels)
{
    std::vector<double> within;
    std::vector<double> between;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        for (std::size_t j = i + 1; j < labels.size(); ++j)
            (labels[i] == labels[j] ? within : between)
                .push_back(distances(static_cast<Index>(i), static_cast<Index>(j)));
    }
    return {summary("any", "the same", within), summary("any", "another", between)};
}

NetworkClusters clusterNetworks(const Matrix& distances, int count, const Progress& progress)
{
    NetworkClusters result;
    result.tree = averageLinkage(-distances, {}, progress);
    result.count = std::clamp(count, 1, result.tree.leaves);
    result.labels = labelsOf(result.tree, cutAtCount(result.tree, result.count));
    return result;
}

std::optional<double> pearson(const std::vector<double>& x, const std::vector<double>& y)
{
    assert(x.size() == y.size());
    if (x.size() < 2)
        return std::nullopt;
    const auto centred = [](const std::vector<double>& values) -> Vector {
        const Eigen::Map<const Vector> all(values.data(), static_cast<Index>(values.size()));
        return all.array() - all.mean();
    };
    const Vector a = centred(x);
    const Vector b = centred(y);
    const double scale = a.norm() * b.norm();
    if (!(scale > 0))
        return std::nullopt;
    return std::clamp(a.dot(b) / scale, -1.0, 1.0);
}

} // namespace counterpart::core
