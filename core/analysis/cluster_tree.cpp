#include "core/analysis/cluster_tree.h"

#include <numeric>

namespace counterpart::core {

namespace {

/// None without members.
std::optional<double> meanOf(const Matrix& values, const std::vector<UnitIndex>& rows,
                             const std::vector<UnitIndex>& columns)
{
    if (rows.empty() || columns.empty())
        return std::nullopt;
    double sum = 0;
    for (const UnitIndex j : columns) {
        for (const UnitIndex i : rows)
            sum += values(i.value, j.value);
    }
    return sum / static_cast<double>(rows.size() * columns.size());
}

} // namespace

void measureCluster(ClusterNode& node, const Correlation& correlation)
{
    const auto& [a, b] = node.members;
    node.between = meanOf(correlation.between, a, b).value_or(0);
    double sum = 0;
    int networks = 0;
    for (const Side side : {Side::A, Side::B}) {
        const auto mean = meanOf(correlation.within[side], node.members[side], node.members[side]);
        sum += mean.value_or(0);
        networks += mean ? 1 : 0;
    }
    node.within = networks > 0 ? sum / networks : 0;
}

std::vector<int> ClusterTree::rootNodes() const
{
    std::vector<int> places(static_cast<std::size_t>(roots));
    std::iota(places.begin(), places.end(), 0);
    return places;
}

std::vector<int> ClusterTree::leaves() const
{
    std::vector<int> result;
    std::vector<int> open;
    for (int root = roots - 1; root >= 0; --root)
        open.push_back(root);
    while (!open.empty()) {
        const int place = open.back();
        open.pop_back();
        const ClusterNode& node = nodes[static_cast<std::size_t>(place)];
        if (node.isLeaf())
            result.push_back(place);
        else
            open.insert(open.end(), node.children.rbegin(), node.children.rend());
    }
    return result;
}

SidePair<std::vector<int>> ClusterTree::labels(const std::vector<int>& clusters) const
{
    SidePair<std::vector<int>> result{std::vector<int>(static_cast<std::size_t>(units.a), -1),
                                      std::vector<int>(static_cast<std::size_t>(units.b), -1)};
    for (std::size_t label = 0; label < clusters.size(); ++label) {
        const ClusterNode& node = nodes[static_cast<std::size_t>(clusters[label])];
        for (const Side side : {Side::A, Side::B}) {
            for (const UnitIndex unit : node.members[side])
                result[side][static_cast<std::size_t>(unit.value)] = static_cast<int>(label);
        }
    }
    return result;
}

} // namespace counterpart::core
