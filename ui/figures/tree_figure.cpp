#include "ui/figures/tree_figure.h"

#include "core/analysis/spectral_clustering.h"
#include "ui/figures/mapping_figure.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace counterpart::ui {

using core::Side;

namespace {

constexpr double kJoined = 0.7; // of the work

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

std::string sourceName(core::HierarchySource source)
{
    switch (source) {
    case core::HierarchySource::Mapping:
        return "the weights of the mapping";
    case core::HierarchySource::Between:
        return "the correlations between the networks";
    case core::HierarchySource::Correlations:
        break;
    }
    return "all correlations";
}

} // namespace

ShownClusters JoinedUnits::cut(int clusters) const
{
    if (hierarchy.tree.leaves == 0)
        return {outline, {}, links};
    return {outline, core::cutAtCount(hierarchy.tree, clusters), links};
}

double JoinedUnits::heightOf(int clusters) const
{
    const std::vector<core::Merge>& merges = hierarchy.tree.merges;
    if (merges.empty())
        return 0;
    const std::size_t made = merges.size() + 1 - at(clusters);
    if (made == 0)
        return merges.front().height;
    if (made >= merges.size())
        return merges.back().height;
    return (merges[made - 1].height + merges[made].height) / 2;
}

int JoinedUnits::clustersAt(double height) const
{
    const auto made = std::ranges::partition_point(
        hierarchy.tree.merges, [&](const core::Merge& merge) { return merge.height >= height; });
    return hierarchy.tree.leaves - static_cast<int>(made - hierarchy.tree.merges.begin());
}

int JoinedUnits::suggestedClusters() const
{
    const int positive = clustersAt(std::numeric_limits<double>::min());
    return std::clamp(std::max(positive, gapClusters), 1, std::max(1, hierarchy.tree.leaves));
}

JoinedUnits joinUnits(const session::PairResult& result, core::HierarchySource source,
                      const core::Progress& progress)
{
    progress.stage("joining units");
    const core::Correlation& correlation = result.analysis->correlation;
    JoinedUnits joined;
    joined.source = source;
    joined.hierarchy = core::joinUnits(result.analysis->statistics, correlation, source,
                                       mappingOptions(result, Side::A), progress.part(0, kJoined));
    joined.gapClusters =
        core::embedUnits(correlation, {}, progress.part(kJoined, 1)).suggestedClusters;
    if (source == core::HierarchySource::Mapping)
        joined.links = std::make_shared<const core::Matrix>(std::move(joined.hierarchy.links));
    joined.outline = std::make_shared<const core::ClusterOutline>(
        core::outlineOf(joined.hierarchy.tree, joined.hierarchy.units, correlation));
    return joined;
}

plots::DendrogramContent makeDendrogram(const session::PairResult& result,
                                        const JoinedUnits& joined)
{
    plots::DendrogramContent content;
    const PairTitles titles = pairTitles(result);
    content.title = titles.layers() + ": units joined by " + sourceName(joined.source);
    content.heightTitle = "mean similarity";
    content.tree = joined.hierarchy.tree;
    for (const core::CombinedUnit unit : joined.hierarchy.units)
        content.leaves.push_back(placedUnit(result, unit));
    content.names = {titles.full(Side::A), titles.full(Side::B)};
    return content;
}

} // namespace counterpart::ui
