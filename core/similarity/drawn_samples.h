#pragma once

#include "core/analysis/rsa.h"
#include "core/analysis/sample_block.h"
#include "core/analysis/sample_selection.h"

#include <vector>

namespace counterpart::core {

/// Keeps some samples of layers that are read side by side, drawn without replacement.
class DrawnSamples
{
public:
    /// `wanted` of `total` samples of so many columns; all if there are no more. The draw is that
    /// of RSA in `analyze`: by the seed alone.
    DrawnSamples(Index total, Index wanted, std::uint64_t seed, Index columns);

    /// Call it once a block, before samples are dropped from it.
    void choose(const SampleBlock& block);
    /// Keeps what choose() chose, as far as it is still there.
    void keep(const SampleBlock& block);

    /// The distances of the samples kept in the layer of columns [first, end) (sampleDistances()).
    Vector distances(Index first, Index end, SampleDistance distance) const;

private:
    SampleSelection m_selection;
    std::vector<Index> m_chosen; ///< sample numbers of the block, rising
    ActivationBlock m_values;    ///< the first m_rows rows are in use
    Index m_rows = 0;
};

} // namespace counterpart::core
