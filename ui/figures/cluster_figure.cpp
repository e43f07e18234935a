#include "ui/figures/cluster_figure.h"

#include "core/analysis/combined_units.h"
#include "core/analysis/hierarchical_clustering.h"
#include "session/reference_order.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>

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

/// How many of the clusters are a single unit.
std::size_t singleUnits(const ShownClusters& clusters)
{
    return static_cast<std::size_t>(std::ranges::count_if(clusters.blocks, [&](int block) {
        return clusters.outline->nodes[at(block)].span.size() == 1;
    }));
}

/// "conv1: 64 units in 8 clusters, 1 a single unit" or, where large ones were split,
/// "conv1: 8 clusters split into 59, 55 single units".
std::string blocksTitle(const session::PairResult& result, const ShownClusters& clusters)
{
    std::string title = pairTitles(result).layers() + ": ";
    if (clusters.isEmpty())
        return title + "no clusters";
    const std::size_t count = clusters.blocks.size();
    const std::size_t roots = clusters.outline->roots.size();
    const std::size_t single = singleUnits(clusters);
    const bool isSplit = roots != count;
    title += isSplit ? counted(roots, "cluster", "clusters") + " split into "
                     : counted(clusters.outline->order.size(), "unit", "units") + " in ";
    if (single == count)
        return title + counted(single, "single unit", "single units");
    title += isSplit ? std::to_string(count) : counted(count, "cluster", "clusters");
    return single > 0 ? title + ", " + counted(single, "a single unit", "single units") : title;
}

/// The unit of the reference that a unit stands for; empty for one that stands for none.
core::TableCell referenceCell(const session::PairResult& result, Side side, core::UnitIndex unit)
{
    const auto counterpart = result.reference->counterpart(side, unit);
    return counterpart ? core::TableCell(std::int64_t{counterpart->unit.value}) : core::TableCell();
}

/// Of the links, or of the correlations.
core::Matrix combinedValues(const session::PairResult& result, const ShownClusters& clusters)
{
    const std::vector<core::CombinedUnit>& order = clusters.outline->order;
    return clusters.links ? core::Matrix(core::linkMatrix(*clusters.links)(order, order))
                          : core::combinedCorrelation(result.analysis->correlation, order);
}

/// The same, cell by cell.
std::function<double(core::Index, core::Index)> combinedCells(const session::PairResult& result,
                                                              const ShownClusters& clusters)
{
    if (clusters.links)
        return [links = clusters.links, outline = clusters.outline](core::Index i, core::Index j) {
            const auto a = static_cast<core::CombinedUnit>(links->rows());
            const core::CombinedUnit one = outline->order[static_cast<std::size_t>(i)];
            const core::CombinedUnit other = outline->order[static_cast<std::size_t>(j)];
            if ((one < a) == (other < a))
                return one == other ? 1.0 : 0.0;
            return (*links)(std::min(one, other), std::max(one, other) - a);
        };
    return [analysis = result.analysis, outline = clusters.outline](core::Index i, core::Index j) {
        return core::combinedCorrelation(analysis->correlation,
                                         outline->order[static_cast<std::size_t>(i)],
                                         outline->order[static_cast<std::size_t>(j)]);
    };
}

} // namespace

plots::PlacedUnit placedUnit(const session::PairResult& result, core::CombinedUnit unit)
{
    const auto a = static_cast<int>(result.analysis->correlation.between.rows());
    const Side side = unit < a ? Side::A : Side::B;
    const core::LayerRef layer = result.pair[side];
    return {{layer.net, layer.layer, core::UnitIndex{unit < a ? unit : unit - a}}, side};
}

std::string counted(std::size_t count, const char* one, const char* many)
{
    return std::to_string(count) + ' ' + (count == 1 ? one : many);
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
    auto outline = std::make_shared<const core::ClusterOutline>(
        core::outlineOf(found.tree, request.reference ? &request.reference->order : nullptr));
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
    content.title = isHierarchy ? pairTitles(result).layers() + ": units in the order of the tree"
                                : blocksTitle(result, clusters);
    if (!isHierarchy && result.reference)
        content.title += ", by " + result.reference->network->name;
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
    content.exact = combinedCells(result, clusters);
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

core::DataTable labelsTable(const session::PairResult& result, const ShownClusters& clusters)
{
    const PairTitles titles = pairTitles(result);
    core::DataTable table{"clusters",
                          {core::textColumn("network"), core::textColumn("layer"),
                           core::integerColumn("unit"), core::integerColumn("cluster")}};
    if (result.reference)
        table.columns.push_back(core::integerColumn("reference_unit"));
    if (clusters.isEmpty())
        return table;
    const auto labels = clusters.outline->labels(clusters.blocks);
    for (const Side side : {Side::A, Side::B}) {
        for (std::size_t unit = 0; unit < labels[side].size(); ++unit) {
            const int label = labels[side][unit];
            std::vector<core::TableCell> row{
                titles.network[side], titles.layer[side], static_cast<std::int64_t>(unit),
                label < 0 ? core::TableCell() : std::int64_t{label + 1}};
            if (result.reference)
                row.push_back(referenceCell(result, side, core::UnitIndex{static_cast<int>(unit)}));
            table.addRow(row);
        }
    }
    return table;
}

} // namespace counterpart::ui
