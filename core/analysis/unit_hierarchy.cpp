#include "core/analysis/unit_hierarchy.h"

#include <cassert>
#include <utility>

namespace counterpart::core {

namespace {
/// Of the progress, for the mapping.
constexpr double kMappingShare = 0.8;
} // namespace

Matrix mappingLinks(const MappingData& data, const MappingOptions& options,
                    const Progress& progress)
{
    const SparseMapping mapping = mapSparsely(data, options, progress);
    const SparseWeights& weights = mapping.tradeOff().weights;
    return mapping.from == Side::A ? Matrix(weights) : Matrix(weights.transpose());
}

UnitHierarchy joinByLinks(const Correlation& correlation, Matrix links, const Progress& progress)
{
    assert(links.rows() == correlation.between.rows());
    assert(links.cols() == correlation.between.cols());
    std::vector<CombinedUnit> units = liveUnits(correlation);
    Dendrogram tree = averageLinkage(linkMatrix(links)(units, units), {}, progress);
    return {std::move(units), std::move(tree), std::move(links)};
}

UnitHierarchy joinByCorrelations(const Correlation& correlation, const Progress& progress)
{
    std::vector<CombinedUnit> units = liveUnits(correlation);
    Dendrogram tree = averageLinkage(combinedCorrelation(correlation, units), {}, progress);
    return {std::move(units), std::move(tree), {}};
}

UnitHierarchy joinUnits(const LayerPairStatistics& statistics, const Correlation& correlation,
                        HierarchySource source, const MappingOptions& mapping,
                        const Progress& progress)
{
    switch (source) {
    case HierarchySource::Mapping: {
        Matrix links =
            mappingLinks(mappingData(statistics), mapping, progress.part(0, kMappingShare));
        return joinByLinks(correlation, std::move(links), progress.part(kMappingShare, 1));
    }
    case HierarchySource::Between:
        return joinByLinks(correlation, correlation.between, progress);
    case HierarchySource::Correlations:
        break;
    }
    return joinByCorrelations(correlation, progress);
}

std::vector<UnitMerge> firstPairs(const UnitHierarchy& hierarchy, int unitsA, int most)
{
    std::vector<UnitMerge> pairs;
    for (const Merge& merge : hierarchy.tree.merges) {
        if (static_cast<int>(pairs.size()) == most)
            break;
        if (merge.size != 2)
            continue;
        // Live units stand in the order of their numbers, so that A's come first.
        const CombinedUnit first = hierarchy.units[static_cast<std::size_t>(merge.first)];
        const CombinedUnit second = hierarchy.units[static_cast<std::size_t>(merge.second)];
        if (first < unitsA && second >= unitsA)
            pairs.push_back({UnitIndex{first}, UnitIndex{second - unitsA}, merge.height});
    }
    return pairs;
}

} // namespace counterpart::core
