#pragma once

#include "core/analysis/dendrogram.h"
#include "core/base/progress.h"

namespace counterpart::core {

/// The leaf order of the tree that makes the sum of the similarities of neighbours largest, over
/// the 2^(leaves - 1) ways to turn its merges (Bar-Joseph, Gifford, Jaakkola 2001, section 3.1).
/// `similarity` is symmetric, [leaves x leaves]. Of equal orders the one found first is taken, by
/// rising place in treeOrder(). Cost: n³ / 6 for an even tree, n² for a chain; memory 2 n².
std::vector<int> optimalLeafOrder(const Dendrogram& tree, const Matrix& similarity,
                                  const Progress& progress);

} // namespace counterpart::core
