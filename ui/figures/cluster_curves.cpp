#include "ui/figures/cluster_curves.h"

#include "plots/ticks.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace counterpart::ui {

namespace {

using core::Side;

std::string bothNames(const session::PairResult& result)
{
    const PairTitles titles = pairTitles(result);
    return titles.full(Side::A) + "  ~  " + titles.full(Side::B);
}

std::string sizeText(const core::OutlineNode& node)
{
    return std::to_string(node.count.a) + " + " + std::to_string(node.count.b) + " units";
}

const core::OutlineNode& nodeOf(const ShownClusters& clusters, std::size_t place)
{
    return clusters.outline->nodes[std::size_t(clusters.blocks[place])];
}

/// The first unit of each network in the cluster.
std::vector<core::UnitRef> firstUnits(const session::PairResult& result,
                                      const core::ClusterOutline& outline, core::LeafSpan span)
{
    std::vector<core::UnitRef> units;
    for (const Side side : {Side::A, Side::B}) {
        for (int place = span.begin; place < span.end; ++place) {
            if (outline.sideAt(place) == side) {
                units.push_back(placedUnit(result, outline.order[std::size_t(place)]).unit);
                break;
            }
        }
    }
    return units;
}

/// The clusters' values in the order of their similarity, as a curve.
plots::Curve similarityCurve(const session::PairResult& result, const ShownClusters& clusters,
                             const char* name, plots::CurveRole role,
                             double core::OutlineNode::*measure)
{
    plots::Curve curve{name, role, {}, true};
    int rank = 0;
    for (const std::size_t place : bySimilarity(clusters)) {
        ++rank;
        const core::OutlineNode& node = nodeOf(clusters, place);
        if (measure == &core::OutlineNode::between && !node.isMixed())
            continue;
        const std::string value = plots::fixed(node.*measure, 3);
        std::string text = clusterName(place) + ", " + sizeText(node) + ": " + name + " " + value;
        if (!node.isMixed())
            text += ", of one network";
        curve.points.push_back({node.*measure, firstUnits(result, *clusters.outline, node.span),
                                std::move(text), rank});
    }
    return curve;
}

} // namespace

plots::CurveContent makeEigengap(const session::PairResult& result,
                                 const core::SpectralEmbedding& embedding, int k)
{
    plots::CurveContent content;
    content.title = bothNames(result);
    content.xTitle = "rank, from the smallest on";
    content.yTitle = "eigenvalue of the Laplacian";
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

std::vector<std::size_t> bySimilarity(const ShownClusters& clusters)
{
    std::vector<std::size_t> order(clusters.blocks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater{}, [&](std::size_t place) {
        const core::OutlineNode& node = nodeOf(clusters, place);
        return std::pair(node.isMixed(), node.isMixed() ? node.between : node.within);
    });
    return order;
}

plots::CurveContent makeClusterCurves(const session::PairResult& result,
                                      const ShownClusters& clusters)
{
    plots::CurveContent content;
    content.yTitle = "mean correlation";
    if (clusters.isEmpty())
        return content;
    const std::size_t count = clusters.blocks.size();
    content.title = bothNames(result);
    content.xTitle =
        "rank of " + counted(count, "cluster", "clusters") + ", by similarity between the networks";
    content.curves = {similarityCurve(result, clusters, "between the networks",
                                      plots::CurveRole::Matching, &core::OutlineNode::between),
                      similarityCurve(result, clusters, "within the networks",
                                      plots::CurveRole::Semi, &core::OutlineNode::within)};
    if (const std::size_t ofOne = count - content.curves.front().points.size(); ofOne > 0)
        content.notes.push_back(counted(ofOne, "cluster", "clusters") + " of one network alone");
    for (const plots::Curve& curve : content.curves) {
        for (const plots::CurvePoint& point : curve.points)
            content.yLow = std::min(content.yLow, point.y);
    }
    return content;
}

} // namespace counterpart::ui
