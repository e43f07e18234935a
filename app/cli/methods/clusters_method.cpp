#include "cli/methods/methods.h"

#include "core/analysis/spectral_clustering.h"
#include "core/base/error.h"
#include "core/data/unit_place.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace counterpart::cli {

using core::Laplacian;

namespace {

constexpr core::Index kMostClusters = 100'000;
constexpr core::Index kMostRestarts = 100'000;
constexpr double kHighestTau = 0.9999;
constexpr double kLowestAlpha = 1e-6;
constexpr const char* kEigengap = "eigengap";

/// clusters.k: the eigengap's suggestion, or a number.
Setting clusterCount()
{
    return {
        "clusters.k",
        std::string(kEigengap) + " or a whole number from 1 to " + std::to_string(kMostClusters),
        [](Options& options, const std::string& value) {
            std::optional<int>& clusters = options.clusters.clusters;
            if (value == kEigengap) {
                clusters.reset();
                return true;
            }
            const auto number = parseNumber(value);
            if (!number || *number < 1 || *number > kMostClusters || *number != std::floor(*number))
                return false;
            clusters = static_cast<int>(*number);
            return true;
        },
        [](const Options& options) -> Json {
            return options.clusters.clusters ? Json(*options.clusters.clusters) : Json(kEigengap);
        }};
}

/// labels_a, labels_b, between and within of some of the tree's nodes.
Json clustersJson(const core::ClusterTree& tree, const std::vector<int>& nodes)
{
    const core::SidePair<std::vector<int>> labels = tree.labels(nodes);
    Json between = Json::array();
    Json within = Json::array();
    for (const int node : nodes) {
        between.push_back(tree.nodes[static_cast<std::size_t>(node)].between);
        within.push_back(tree.nodes[static_cast<std::size_t>(node)].within);
    }
    return {
        {"labels_a", labels.a}, {"labels_b", labels.b}, {"between", between}, {"within", within}};
}

/// How many of the nodes are a single unit.
std::ptrdiff_t singleUnits(const core::ClusterTree& tree, const std::vector<int>& nodes)
{
    return std::ranges::count_if(
        nodes, [&](int node) { return tree.nodes[static_cast<std::size_t>(node)].size() == 1; });
}

/// Over the clusters before any is split.
struct Means
{
    int mixed = 0;
    int largest = 0;                              ///< units
    std::optional<double> between = std::nullopt; ///< of those that are mixed
    std::optional<double> within = std::nullopt;
};

Means meansOf(const core::ClusterTree& tree)
{
    Means means;
    double between = 0;
    double within = 0;
    for (const int number : tree.rootNodes()) {
        const core::ClusterNode& node = tree.nodes[static_cast<std::size_t>(number)];
        means.mixed += node.isMixed() ? 1 : 0;
        means.largest = std::max(means.largest, node.size());
        between += node.isMixed() ? node.between : 0;
        within += node.within;
    }
    if (means.mixed > 0)
        means.between = between / means.mixed;
    if (tree.roots > 0)
        means.within = within / tree.roots;
    return means;
}

/// In words, which clusters are single units.
void warnOfSingleUnits(const MethodInput& input, const core::UnitClusters& clusters,
                       MethodReport& report)
{
    const core::ClusterTree& tree = clusters.tree;
    const core::SidePair<std::string>& layer = input.analysis.layer;
    const std::string where = "clusters of " + layer.a + " and " + layer.b + ": ";
    const auto single = singleUnits(tree, tree.rootNodes());
    if (single > 0)
        report.warnings.push_back(where + std::to_string(single) + " of " +
                                  std::to_string(tree.roots) + " are single units");
    const std::vector<int> leaves = tree.leaves();
    const auto after = singleUnits(tree, leaves);
    if (after == single)
        return;
    std::array<char, 32> limit{};
    std::snprintf(limit.data(), limit.size(), "%.3g",
                  clusters.options.alpha * (tree.units.a + tree.units.b));
    report.warnings.push_back(where + "splitting leaves single units, " + std::to_string(after) +
                              " of " + std::to_string(leaves.size()) +
                              ", as it stops at clusters.alpha x units = " + limit.data() +
                              " units; a larger clusters.alpha splits less");
}

MethodReport run(const MethodInput& input, const core::Progress& progress)
{
    const core::Correlation& correlation = input.analysis.correlation;
    core::SpectralOptions spectral = input.options.spectral;
    core::ClusterOptions chosen = input.options.clusters;
    chosen.seed = input.analysis.options.pass.policy.seed;
    spectral.maxClusters = std::max(spectral.maxClusters, chosen.clusters.value_or(1));
    const core::SpectralEmbedding embedding =
        core::embedUnits(correlation, spectral, progress.part(0, 0.7));
    const core::UnitClusters clusters =
        core::clusterUnits(embedding, correlation, chosen, progress.part(0.7, 1));

    MethodReport report;
    report.json = {{"k", clusters.k}, {"suggested_k", embedding.suggestedClusters}};
    report.json.update(clustersJson(clusters.tree, clusters.tree.rootNodes()));
    report.json["isolated"] = embedding.isolated.size();
    report.json["eigenvalues"] = numbersJson(embedding.eigenvalues);
    const std::vector<int> leaves = clusters.tree.leaves();
    report.json["split"] = {{"clusters", leaves.size()}};
    report.json["split"].update(clustersJson(clusters.tree, leaves));
    report.json["split"]["single_units"] = singleUnits(clusters.tree, leaves);
    const Means means = meansOf(clusters.tree);
    const auto whyNone = [&](const char* of) {
        return std::string("clusters.") + of + " is null: there is no such cluster";
    };
    report.json["mixed"] = means.mixed;
    report.json["largest"] = means.largest;
    report.json["mean_between"] =
        numberOrNull(means.between, whyNone("mean_between"), report.warnings);
    report.json["mean_within"] =
        numberOrNull(means.within, whyNone("mean_within"), report.warnings);
    report.cells = {std::to_string(clusters.k) + (chosen.clusters ? " given" : " eigengap"),
                    std::to_string(clusters.tree.roots),
                    std::to_string(means.mixed),
                    formatted(means.between),
                    formatted(means.within),
                    std::to_string(means.largest),
                    std::to_string(leaves.size())};
    warnOfSingleUnits(input, clusters, report);
    if (clusters.k < chosen.clusters.value_or(0))
        report.warnings.push_back("clusters.k = " + std::to_string(*chosen.clusters) +
                                  ", but only " + std::to_string(embedding.vertices.size()) +
                                  " units have an edge in the graph of correlations above tau");
    return report;
}

/// There cannot be more clusters than units.
void check(const core::SidePair<const core::Layer*>& layers, const Options& options)
{
    const core::Positions positions = options.analysis.pass.policy.positions;
    const core::Index units =
        core::unitCount(*layers.a, positions) + core::unitCount(*layers.b, positions);
    if (options.clusters.clusters.value_or(0) > units)
        throw core::UsageError("--set clusters.k: found " +
                               std::to_string(*options.clusters.clusters) + " for " +
                               layers.a->name + " and " + layers.b->name + ", which have " +
                               std::to_string(units) + " units together; expected at most as many");
}

} // namespace

Method clustersMethod()
{
    Method method{
        "clusters",
        {"k", "clusters", "mixed", "between", "within", "largest", "after splitting"},
        {clusterCount(),
         number(
             "clusters.tau", [](Options& o) -> double& { return o.spectral.tau; }, 0, kHighestTau),
         choice<Laplacian>(
             "clusters.laplacian", [](Options& o) -> Laplacian& { return o.spectral.laplacian; },
             {{"unnormalised", Laplacian::Unnormalised}, {"symmetric", Laplacian::Symmetric}}),
         number(
             "clusters.alpha", [](Options& o) -> double& { return o.clusters.alpha; }, kLowestAlpha,
             1),
         wholeNumber(
             "clusters.restarts", [](Options& o) -> core::Index& { return o.clusters.restarts; }, 1,
             kMostRestarts)},
        &run};
    method.check = &check;
    method.columns =
        "clusters of k-means, as the eigengap suggests or as given; they and the units that no "
        "correlation above clusters.tau joins to any other; how many of those have units of both "
        "networks, and their mean correlation between the networks; the mean correlation within "
        "the networks of all; units of the largest; clusters when large ones are split "
        "(clusters.alpha)";
    return method;
}

} // namespace counterpart::cli
