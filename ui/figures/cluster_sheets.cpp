#include "ui/figures/cluster_sheets.h"

#include "ui/figures/cluster_curves.h"
#include "ui/figures/tree_figure.h"

#include <algorithm>

namespace counterpart::ui {

namespace {

constexpr std::size_t kShownClusters = 8; // as in Convergent Learning, fig. 14
constexpr int kShownPairs = 6;
constexpr int kCropsPerSide = 2;
constexpr std::size_t kMostInAColumn = 3;
constexpr double kNotSplit = 1;

ClusterRequest suggestedRequest(const FigureInputs& inputs, bool isSplit)
{
    ClusterRequest request;
    request.embedding = std::make_shared<const core::SpectralEmbedding>(
        core::embedUnits(inputs.result.analysis->correlation, {}, {}));
    request.options.seed = inputs.result.analysis->options.pass.policy.seed;
    if (!isSplit)
        request.options.alpha = kNotSplit;
    request.reference = inputs.result.reference;
    return request;
}

ShownClusters suggestedClusters(const FigureInputs& inputs, bool isSplit = false)
{
    return findClusters(inputs.result, suggestedRequest(inputs, isSplit), {}).shown;
}

std::unique_ptr<plots::BlockDiagramPlot> blockPlot(const FigureInputs& inputs,
                                                   const ShownClusters& clusters, bool isHierarchy)
{
    auto plot = std::make_unique<plots::BlockDiagramPlot>();
    plots::BlockContent content = makeBlocks(inputs.result, clusters, isHierarchy, {});
    if (const auto values = content.values) {
        const MatrixColours colours = colourBlocks(inputs.look, clusters, *values);
        plot->setColours(colours.map, colours.limits);
    }
    plot->setContent(std::move(content));
    return plot;
}

std::unique_ptr<plots::CurvePlot> curvePlot(plots::CurveContent content)
{
    auto plot = std::make_unique<plots::CurvePlot>();
    plot->setContent(std::move(content));
    return plot;
}

template <class Panel>
std::unique_ptr<FigureSheet> sheetOf(std::unique_ptr<Panel> panel)
{
    auto sheet = std::make_unique<FigureSheet>(1);
    sheet->add(std::move(panel));
    return sheet;
}

} // namespace

std::unique_ptr<FigureSheet> hierarchySheet(const FigureInputs& inputs)
{
    const JoinedUnits joined = joinUnits(inputs.result, core::HierarchySource::Mapping, {});
    const int clusters = joined.suggestedClusters();
    auto sheet = std::make_unique<FigureSheet>(2);
    sheet->add(blockPlot(inputs, joined.cut(clusters), true));
    auto tree = std::make_unique<plots::DendrogramPlot>();
    tree->setContent(makeDendrogram(inputs.result, joined));
    tree->setCut(plots::TreeCut{joined.heightOf(clusters), clusters});
    sheet->add(std::move(tree));
    return sheet;
}

std::unique_ptr<FigureSheet> clustersSheet(const FigureInputs& inputs)
{
    return sheetOf(blockPlot(inputs, suggestedClusters(inputs), false));
}

std::unique_ptr<FigureSheet> eigengapSheet(const FigureInputs& inputs)
{
    const core::SpectralEmbedding embedding =
        core::embedUnits(inputs.result.analysis->correlation, {}, {});
    return sheetOf(curvePlot(makeEigengap(inputs.result, embedding, embedding.suggestedClusters)));
}

std::unique_ptr<FigureSheet> membersSheet(const FigureInputs& inputs)
{
    const ShownClusters clusters = suggestedClusters(inputs);
    std::vector<std::size_t> order = bySimilarity(clusters);
    order.resize(std::min(order.size(), kShownClusters));
    std::vector<UnitGroup> groups;
    for (const std::size_t place : order) {
        const core::LeafSpan span =
            clusters.outline->nodes[std::size_t(clusters.blocks[place])].span;
        groups.push_back(membersOf(*clusters.outline, span, titleOf(clusters, span)));
    }
    // Side by side where there are many, or the page would be a strip.
    const std::size_t columns = groups.size() > kMostInAColumn ? 2 : 1;
    const std::size_t perColumn = (groups.size() + columns - 1) / columns;
    auto sheet = std::make_unique<FigureSheet>(static_cast<int>(columns));
    for (std::size_t begin = 0; begin < groups.size(); begin += perColumn) {
        const std::size_t end = std::min(groups.size(), begin + perColumn);
        const std::vector<UnitGroup> column(groups.begin() + std::ptrdiff_t(begin),
                                            groups.begin() + std::ptrdiff_t(end));
        auto plot = std::make_unique<plots::GalleryPlot>();
        plot->setContent(loadGroups(inputs.result, column, kShownPairs, kCropsPerSide, {}));
        sheet->add(std::move(plot));
    }
    return sheet;
}

std::unique_ptr<FigureSheet> splitClustersSheet(const FigureInputs& inputs)
{
    return sheetOf(blockPlot(inputs, suggestedClusters(inputs, true), false));
}

std::unique_ptr<FigureSheet> similaritySheet(const FigureInputs& inputs)
{
    return sheetOf(curvePlot(makeClusterCurves(inputs.result, suggestedClusters(inputs))));
}

} // namespace counterpart::ui
