#pragma once

#include "core/analysis/combined_units.h"
#include "core/analysis/hierarchical_clustering.h"
#include "core/analysis/sparse_mapping.h"

namespace counterpart::core {

/// What the units of both networks are joined by.
enum class HierarchySource {
    Mapping,     ///< linkMatrix() of mappingLinks(), as published
    Between,     ///< linkMatrix() of the correlations between the networks
    Correlations ///< correlations within and between the networks
};

/// The live units of both networks in one tree.
struct UnitHierarchy
{
    std::vector<CombinedUnit> units; ///< of each leaf
    Dendrogram tree;
    /// What they were joined by, [units of A x units of B]; empty: all correlations.
    Matrix links;
};

/// The weights of the sparse mapping at SparseMapping::tradeOff(), [units of A x units of B]
/// whichever network predicts the other; 0 for dead units. Cost: mapSparsely()'s.
Matrix mappingLinks(const MappingData& data, const MappingOptions& options,
                    const Progress& progress);

/// Joined by links [units of A x units of B] between the networks alone (linkMatrix()), or by all
/// correlations. Cost: averageLinkage()'s.
UnitHierarchy joinByLinks(const Correlation& correlation, Matrix links, const Progress& progress);
UnitHierarchy joinByCorrelations(const Correlation& correlation, const Progress& progress);

/// The one that `source` names; `mapping` matters for HierarchySource::Mapping alone.
UnitHierarchy joinUnits(const LayerPairStatistics& statistics, const Correlation& correlation,
                        HierarchySource source, const MappingOptions& mapping,
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
