#include "cli/group_report.h"

#include "cli/comparison_json.h"
#include "cli/method.h"
#include "cli/text_table.h"

namespace counterpart::cli {

namespace {

Json clustersJson(const core::NetworkClusters& clusters)
{
    Json merges = Json::array();
    for (const core::Merge& merge : clusters.tree.merges)
        merges.push_back({merge.first, merge.second, -merge.height, merge.size});
    return {{"count", clusters.count},
            {"labels", clusters.labels},
            {"order", clusters.tree.order},
            {"merges", merges}};
}

Json scaledJson(const core::ScaledPoints& scaled)
{
    return {{"points", matrixJson(scaled.points)},
            {"eigenvalues", numbersJson(scaled.eigenvalues)},
            {"shown_2d", scaled.shownIn2d},
            {"shown_3d", scaled.shownIn3d}};
}

Json labelJson(const core::LabelDistances& one, const std::string& reason,
               std::vector<std::string>& warnings)
{
    return {{"first", one.first},
            {"second", one.second},
            {"pairs", one.pairs},
            {"mean", numberOrNull(one.mean, reason, warnings)},
            {"deviation", numberOrNull(one.deviation, reason, warnings)}};
}

Json byLabelJson(const std::vector<core::LabelDistances>& byLabel,
                 std::vector<std::string>& warnings)
{
    Json entries = Json::array();
    for (const core::LabelDistances& one : byLabel)
        entries.push_back(
            labelJson(one, "there is only one network of \"" + one.first + "\"", warnings));
    return entries;
}

Json contrastJson(const core::LabelContrast& contrast, std::vector<std::string>& warnings)
{
    return {{"within", labelJson(contrast.within, "no two networks share a value", warnings)},
            {"between", labelJson(contrast.between, "all networks share one value", warnings)}};
}

TextRow labelRow(const core::LabelDistances& one)
{
    return {one.first, one.second, std::to_string(one.pairs), formatted(one.mean),
            formatted(one.deviation)};
}

/// Of all pairs, then of each two values; of many values only within those of several networks.
std::string byLabelText(const GroupReport& report)
{
    constexpr std::size_t kMostRows = 10; // of four values
    std::vector<TextRow> rows{{"distance", "of", "pairs", "mean", "deviation"}};
    rows.push_back(labelRow(report.contrast.within));
    rows.push_back(labelRow(report.contrast.between));
    std::size_t left = 0;
    for (const core::LabelDistances& one : report.byLabel) {
        const bool isShown =
            one.pairs > 0 && (report.byLabel.size() <= kMostRows || one.first == one.second);
        if (isShown)
            rows.push_back(labelRow(one));
        else
            left += one.pairs > 0 ? 1 : 0;
    }
    std::string text = formatTable(rows, 2);
    if (left > 0)
        text += "and " + std::to_string(left) + " means between two values (--json)\n";
    return text;
}

} // namespace

std::vector<GroupReport> reportsOn(const core::NetworkGroup& group,
                                   const GroupReportOptions& options,
                                   const core::Progress& progress)
{
    std::vector<GroupReport> reports;
    for (const core::GroupLayer& layer : group.layers) {
        for (std::size_t i = 0; i < group.measures.size(); ++i) {
            GroupReport report;
            report.layer = layer.name;
            report.measure = group.measures[i];
            report.values = &layer.values[i];
            report.distances = distanceMatrix(layer.values[i], report.measure, options.isSymmetric);
            const auto symmetric = distanceMatrix(layer.values[i], report.measure, true);
            if (symmetric) {
                if (!options.by.empty()) {
                    report.byLabel = core::distancesByLabel(*symmetric, options.labels);
                    report.contrast = core::contrastOfLabels(*symmetric, options.labels);
                }
                report.clusters = core::clusterNetworks(*symmetric, options.clusters, progress);
                report.scaled = core::classicalScaling(*symmetric, progress);
            }
            reports.push_back(std::move(report));
        }
    }
    return reports;
}

Json groupReportJson(const GroupReport& report, std::vector<std::string>& warnings)
{
    Json json{{"values", gridJson(*report.values, warnings)}};
    for (const char* const key : {"distance", "by", "by_contrast", "clusters", "mds"})
        json[key] = nullptr;
    if (!report.distances)
        return json;
    json["distance"] = matrixJson(*report.distances);
    json["by"] = byLabelJson(report.byLabel, warnings);
    if (!report.byLabel.empty())
        json["by_contrast"] = contrastJson(report.contrast, warnings);
    json["clusters"] = clustersJson(report.clusters);
    json["mds"] = scaledJson(report.scaled);
    return json;
}

std::string groupReportText(const GroupReport& report, const core::NetworkGroup& group)
{
    const std::string title = report.layer + ", " + titleOf(report.measure);
    std::string text = gridText(title, group.networks, group.networks, *report.values);
    if (!report.distances)
        return text;
    const bool isDistance = cardOf(report.measure).isDistance;
    text += isDistance ? "\nClusters, coordinates and means by attribute are of these distances\n"
                       : "\nClusters, coordinates and means by attribute are of distances, 1 - "
                         "similarity\n";
    std::vector<TextRow> rows{{"network", "cluster", "x", "y", "z"}};
    for (const int leaf : report.clusters.tree.order) {
        const auto place = static_cast<std::size_t>(leaf);
        rows.push_back({group.networks[place], std::to_string(report.clusters.labels[place] + 1)});
        for (core::Index d = 0; d < report.scaled.points.cols(); ++d)
            rows.back().push_back(formatted(report.scaled.points(leaf, d)));
    }
    text += formatTable(rows, 1);
    if (report.byLabel.empty())
        return text;
    return text + '\n' + byLabelText(report);
}

} // namespace counterpart::cli
