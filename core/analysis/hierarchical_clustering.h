#pragma once

#include "core/analysis/dendrogram.h"
#include "core/base/progress.h"
#include "core/base/types.h"

namespace counterpart::core {

struct LinkageOptions
{
    /// Up to so many leaves are ordered optimally, more as the tree is walked.
    int optimallyOrdered = 2000;
};

/// The matrix whose clusters show which units predict each other (Convergent Learning, section 4.1,
/// fig. 7), from mapping weights W [units of A x units of B]:
///
///     B = [[I, W], [W', I]]    leaves 0..p - 1 are A's units, p..p + q - 1 are B's.
Matrix linkMatrix(const Matrix& weights);

/// Average linkage (UPGMA): again and again the two clusters are joined whose
///
///     height = mean of similarity(i, j) over all i in one and j in the other
///
/// is largest. `similarity` is symmetric and finite, of any range; the diagonal does not matter.
///
/// By the nearest-neighbour chain (Murtagh 1983), which finds the same tree because average linkage
/// is reducible. Sums of pairs are kept in double, so that a height is rounded only as often as the
/// tree is deep. Of equal similarities the chain takes the cluster it came from, else the lowest
/// number (a cluster has the number of its lowest leaf), so that the tree is always the same; other
/// rules may give other trees where heights tie. Merges are sorted by falling height, and of equal
/// heights by the order in which the chain made them.
///
/// Cost: O(n²), worked in the matrix that is handed over, without another of its size; the optimal
/// leaf order adds what optimalLeafOrder() states. Throws InputError if an entry is not finite or
/// the matrix is not symmetric.
Dendrogram averageLinkage(Matrix similarity, const LinkageOptions& options,
                          const Progress& progress);

} // namespace counterpart::core
