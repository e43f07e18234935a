#pragma once

#include "core/analysis/combined_units.h"
#include "core/analysis/hierarchical_clustering.h"

namespace counterpart::core {

/// What the units of both networks are joined by.
enum class HierarchySource {
    Links,       ///< linkMatrix(): weights between the networks alone, as published
    Correlations ///< correlations within and between the networks
};

/// The live units of both networks in one tree.
struct UnitHierarchy
{
    std::vector<CombinedUnit> units; ///< of each leaf
    Dendrogram tree;
};

/// `links` (units of A x units of B) are the weights for HierarchySource::Links; not used
/// otherwise. Cost: averageLinkage()'s.
UnitHierarchy joinUnits(const Correlation& correlation, const Matrix& links, HierarchySource source,
                        const Progress& progress);

/// Two units that were joined before anything else was joined to them.
struct UnitMerge
{
    UnitIndex a;
    UnitIndex b;
    double height = 0;
};
/// The first `most` merges of a unit of A with one of B, in the order of the tree.
std::vector<UnitMerge> firstPairs(const UnitHierarchy& hierarchy, int unitsA, int most);

} // namespace counterpart::core
