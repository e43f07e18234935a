#include "ui/figures/cluster_figure.h"

#include "core/analysis/combined_units.h"
#include "core/analysis/hierarchical_clustering.h"
#include "plots/ticks.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace counterpart::ui {

namespace {

using core::Side;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

core::SidePair<std::string> names(const session::PairResult& result)
{
    const PairTitles titles = pairTitles(result);
    return {titles.full(Side::A), titles.full(Side::B)};
}

std::string sizeText(const core::OutlineNode& node)
{
    return std::to_string(node.count.a) + " + " + std::to_string(node.count.b) + " units";
}

/// The first unit of each network in the cluster.
std::vector<core::UnitRef> firstUnits(const session::PairResult& result,
                                      const core::ClusterOutline& outline, core::LeafSpan span)
{
    std::vector<core::UnitRef> units;
    for (const Side side : {Side::A, Side::B}) {
        for (int place = span.begin; place < span.end; ++place) {
            if (outline.sideAt(place) == side) {
                units.push_back(placedUnit(result, outline.order[at(place)]).unit);
                break;
            }
        }
    }
    return units;
}

/// The clusters' values by falling order, as a curve.
plots::Curve sortedCurve(const session::PairResult& result, const ShownClusters& clusters,
                         const char* name, plots::CurveRole role,
                         double core::OutlineNode::*measure)
{
    std::vector<std::size_t> order(clusters.blocks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto nodeOf = [&](std::size_t place) -> const core::OutlineNode& {
        return clusters.outline->nodes[at(clusters.blocks[place])];
    };
    std::ranges::stable_sort(order, std::greater{},
                             [&](std::size_t place) { return nodeOf(place).*measure; });
    plots::Curve curve{name, role, {}, true};
    for (const std::size_t place : order) {
        const core::OutlineNode& node = nodeOf(place);
        curve.points.push_back({node.*measure, firstUnits(result, *clusters.outline, node.span),
                                clusterName(place) + ", " + sizeText(node) + ": " + name + " " +
                                    plots::fixed(node.*measure, 3)});
    }
    return curve;
}

/// A field of a CSV file (RFC 4180).
std::string field(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char character : text) {
        quoted += character;
        if (character == '"')
            quoted += character;
    }
    return quoted + '"';
}

/// Of the links, or of the correlations.
core::Matrix combinedValues(const session::PairResult& result, const ShownClusters& clusters)
{
    const std::vector<core::CombinedUnit>& order = clusters.outline->order;
    return clusters.links ? core::Matrix(core::linkMatrix(*clusters.links)(order, order))
                          : core::combinedCorrelation(result.analysis->correlation, order);
}

} // namespace

plots::PlacedUnit placedUnit(const session::PairResult& result, core::CombinedUnit unit)
{
    const auto a = static_cast<int>(result.analysis->correlation.between.rows());
    const Side side = unit < a ? Side::A : Side::B;
    const core::LayerRef layer = result.pair[side];
    return {{layer.net, layer.layer, core::UnitIndex{unit < a ? unit : unit - a}}, side};
}

std::string clusterName(std::size_t place)
{
    return "cluster " + std::to_string(place + 1);
}

std::vector<plots::Block> blocksOf(const ShownClusters& clusters)
{
    std::vector<plots::Block> blocks;
    for (std::size_t place = 0; place < clusters.blocks.size(); ++place)
        blocks.push_back(
            {clusters.outline->nodes[at(clusters.blocks[place])].span, clusterName(place)});
    return blocks;
}

std::vector<core::LeafSpan> innerSpansOf(const ShownClusters& clusters)
{
    std::vector<core::LeafSpan> spans;
    const auto& nodes = clusters.outline->nodes;
    std::vector<int> open = clusters.blocks;
    while (!open.empty()) {
        const core::OutlineNode& node = nodes[at(open.back())];
        open.pop_back();
        for (const int child : node.children) {
            spans.push_back(nodes[at(child)].span);
            open.push_back(child);
        }
    }
    return spans;
}

std::vector<core::LeafSpan> outerSpansOf(const ShownClusters& clusters)
{
    std::vector<core::LeafSpan> spans;
    for (const core::OutlineNode& node : clusters.outline->nodes) {
        if (!node.isLeaf())
            spans.push_back(node.span);
    }
    return spans;
}

FoundClusters findClusters(const session::PairResult& result, const ClusterRequest& request,
                           const core::Progress& progress)
{
    progress.stage("clustering");
    const core::UnitClusters found = core::clusterUnits(
        *request.embedding, result.analysis->correlation, request.options, progress);
    auto outline = std::make_shared<const core::ClusterOutline>(core::outlineOf(found.tree));
    std::vector<int> blocks = found.tree.leaves();
    return {{std::move(outline), std::move(blocks)}, found.k};
}

UnitGroup membersOf(const core::ClusterOutline& outline, core::LeafSpan span, std::string title)
{
    UnitGroup group{std::move(title), {}};
    for (int place = span.begin; place < span.end; ++place)
        group.units[outline.sideAt(place)].push_back(outline.unitAt(place));
    return group;
}

std::string titleOf(const ShownClusters& clusters, core::LeafSpan span)
{
    core::SidePair<int> count;
    for (int place = span.begin; place < span.end; ++place)
        ++count[clusters.outline->sideAt(place)];
    const std::string size = std::to_string(count.a) + " + " + std::to_string(count.b) + " units";
    for (std::size_t place = 0; place < clusters.blocks.size(); ++place) {
        const core::LeafSpan block = clusters.outline->nodes[at(clusters.blocks[place])].span;
        if (block.begin == span.begin && block.end == span.end)
            return clusterName(place) + ", " + size;
    }
    return size;
}

plots::BlockContent makeBlocks(const session::PairResult& result, const ShownClusters& clusters,
                               bool isHierarchy, const core::Progress& progress)
{
    plots::BlockContent content;
    content.title = isHierarchy ? "units in the order of the tree"
                                : "units in " + std::to_string(clusters.blocks.size()) +
                                      (clusters.blocks.size() == 1 ? " cluster" : " clusters");
    content.names = names(result);
    content.isDiagonalMarked = isHierarchy;
    if (clusters.isEmpty())
        return content;
    const std::vector<core::CombinedUnit>& order = clusters.outline->order;
    for (const core::CombinedUnit unit : order)
        content.units.push_back(placedUnit(result, unit));
    const core::Order places = core::originalOrder(static_cast<core::Index>(order.size()));
    content.values = std::make_shared<const plots::MatrixPyramid>(combinedValues(result, clusters),
                                                                  places, places, progress);
    if (clusters.links)
        content.valueName = "w";
    content.blocks = blocksOf(clusters);
    content.innerSpans = isHierarchy ? innerSpansOf(clusters) : outerSpansOf(clusters);
    return content;
}

MatrixColours colourBlocks(const session::MatrixLook& look, const ShownClusters& clusters,
                           const plots::MatrixPyramid& values)
{
    ValueRange range;
    const double strongest =
        clusters.links && clusters.links->size() > 0 ? clusters.links->cwiseAbs().maxCoeff() : 0;
    if (strongest > 0)
        range.full = {-strongest, strongest};
    return matrixColours(look, range, std::vector{&values}, values);
}

plots::CurveContent makeEigengap(const core::SpectralEmbedding& embedding, int k)
{
    plots::CurveContent content;
    content.title = "Smallest eigenvalues of the graph's Laplacian";
    content.xTitle = "rank";
    content.yTitle = "eigenvalue";
    content.yHigh = 0;
    plots::Curve values{"eigenvalues", plots::CurveRole::NetworkA, {}, true};
    plots::Curve chosen{"k = " + std::to_string(k), plots::CurveRole::NetworkB, {}, true};
    for (core::Index i = 0; i < embedding.eigenvalues.size(); ++i) {
        const double value = std::max(0.0, embedding.eigenvalues[i]); // less is rounding
        std::string text = "eigenvalue " + std::to_string(i + 1) + ": " + plots::fixed(value, 4);
        if (i + 1 < embedding.eigenvalues.size())
            text += "   gap to the next " + plots::fixed(embedding.eigenvalues[i + 1] - value, 4);
        content.yHigh = std::max(content.yHigh, value);
        const int rank = static_cast<int>(i) + 1;
        values.points.push_back({value, {}, text, rank});
        if (rank == k)
            chosen.points.push_back({value, {}, text, rank});
    }
    content.yHigh = content.yHigh > 0 ? content.yHigh * 1.05 : 1;
    content.curves.push_back(std::move(values));
    if (!chosen.points.empty())
        content.curves.push_back(std::move(chosen));
    content.notes.push_back("widest gap after " + std::to_string(embedding.suggestedClusters));
    return content;
}

plots::CurveContent makeClusterCurves(const session::PairResult& result,
                                      const ShownClusters& clusters)
{
    plots::CurveContent content;
    content.title = "Similarity of the clusters";
    content.xTitle = "cluster, by falling similarity";
    content.yTitle = "mean correlation";
    if (clusters.isEmpty())
        return content;
    content.curves.push_back(sortedCurve(result, clusters, "between the networks",
                                         plots::CurveRole::Matching, &core::OutlineNode::between));
    content.curves.push_back(sortedCurve(result, clusters, "within the networks",
                                         plots::CurveRole::NetworkB, &core::OutlineNode::within));
    for (const plots::Curve& curve : content.curves) {
        for (const plots::CurvePoint& point : curve.points)
            content.yLow = std::min(content.yLow, point.y);
    }
    return content;
}

std::string labelsAsCsv(const session::PairResult& result, const ShownClusters& clusters)
{
    const PairTitles titles = pairTitles(result);
    std::string text = "network,layer,unit,cluster\n";
    if (clusters.isEmpty())
        return text;
    const auto labels = clusters.outline->labels(clusters.blocks);
    for (const Side side : {Side::A, Side::B}) {
        for (std::size_t unit = 0; unit < labels[side].size(); ++unit) {
            const int label = labels[side][unit];
            text += field(titles.network[side]) + ',' + field(titles.layer[side]) + ',' +
                    std::to_string(unit) + ',' + (label < 0 ? "" : std::to_string(label + 1)) +
                    '\n';
        }
    }
    return text;
}

} // namespace counterpart::ui
