#include "core/analysis/unit_hierarchy.h"

#include <cassert>

namespace counterpart::core {

UnitHierarchy joinUnits(const Correlation& correlation, const Matrix& links, HierarchySource source,
                        const Progress& progress)
{
    UnitHierarchy hierarchy;
    hierarchy.units = liveUnits(correlation);
    Matrix similarity;
    if (source == HierarchySource::Correlations) {
        similarity = combinedCorrelation(correlation, hierarchy.units);
    } else {
        assert(links.rows() == correlation.between.rows());
        assert(links.cols() == correlation.between.cols());
        similarity = linkMatrix(links)(hierarchy.units, hierarchy.units);
    }
    hierarchy.tree = averageLinkage(std::move(similarity), {}, progress);
    return hierarchy;
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
