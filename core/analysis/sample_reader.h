#pragma once

#include "core/analysis/sample_block.h"
#include "core/analysis/sample_selection.h"
#include "core/io/activation_source.h"

#include <stop_token>
#include <vector>

namespace counterpart::core {

/// Reads two layers of equal inputs and positions side by side, a block of whole inputs at a time,
/// and keeps the selected samples.
class SampleReader
{
public:
    /// Two blocks of float are in flight, and `bytesOfAValue` says what a value of them takes with
    /// the copies that are made of it: the more, the fewer rows a block has.
    SampleReader(ActivationSource& a, ActivationSource& b, SampleSelection selection,
                 Index bytesOfAValue = 2 * sizeof(float));

    /// Rows of a block: as many inputs as make some megabytes, at least one.
    Index capacity() const { return m_inputsPerBlock * m_positions; }
    /// A block to be filled.
    SampleBlock emptyBlock() const;
    /// Fills `block` with the samples that follow; false if none is left or a stop was asked for.
    /// Throws what the sources throw.
    bool fill(SampleBlock& block, const std::stop_token& stop);
    /// Time spent in the sources so far.
    double seconds() const { return m_seconds; }

private:
    void read(Index firstInput, Index inputCount, ActivationBlock& values,
              const std::stop_token& stop);
    bool fillWithAll(SampleBlock& block, const std::stop_token& stop);
    bool fillWithSelected(SampleBlock& block, const std::stop_token& stop);
    void gather(SampleBlock& block, const std::stop_token& stop);

    ActivationSource& m_a;
    ActivationSource& m_b;
    SampleSelection m_selection;
    Index m_positions;
    Index m_inputsPerBlock;
    Index m_nextInput = 0;
    Index m_pendingInputs = 0;    ///< inputs from m_nextInput on whose samples have been drawn
    std::vector<Index> m_pending; ///< the samples drawn from them, as offsets
    ActivationBlock m_scratch;    ///< whole inputs, before the selection
    double m_seconds = 0;
};

} // namespace counterpart::core
