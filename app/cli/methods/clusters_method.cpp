#include "cli/methods/methods.h"

#include "core/analysis/spectral_clustering.h"

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
    report.cells = {std::to_string(clusters.tree.roots), std::to_string(leaves.size())};
    if (clusters.k < chosen.clusters.value_or(0))
        report.warnings.push_back("clusters.k = " + std::to_string(*chosen.clusters) +
                                  ", but only " + std::to_string(embedding.vertices.size()) +
                                  " units have an edge in the graph of correlations above tau");
    return report;
}

} // namespace

Method clustersMethod()
{
    return {
        "clusters",
        {"clusters", "after splitting"},
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
}

} // namespace counterpart::cli
