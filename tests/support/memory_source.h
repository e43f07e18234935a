#pragma once

#include "core/io/activation_source.h"

#include <functional>
#include <utility>

namespace counterpart::test {

/// A layer whose activations, [inputs * positions x units], are held in memory.
class MemorySource : public core::ActivationSource
{
public:
    explicit MemorySource(core::ActivationBlock values, core::Index positions = 1,
                          core::Index columns = 1)
        : m_values(std::move(values)),
          m_positions(positions),
          m_columns(columns)
    {
    }

    /// Called with (firstInput, inputCount) before every read; may throw.
    std::function<void(core::Index, core::Index)> beforeRead;
    core::Index reads = 0;
    core::Index inputsRead = 0;

    core::Index inputs() const override { return m_values.rows() / m_positions; }
    core::Index units() const override { return m_values.cols(); }
    core::Index positions() const override { return m_positions; }
    core::Index columns() const override { return m_columns; }
    void read(core::Index firstInput, core::Index inputCount, Block block) override
    {
        if (beforeRead)
            beforeRead(firstInput, inputCount);
        ++reads;
        inputsRead += inputCount;
        block = m_values.middleRows(firstInput * m_positions, inputCount * m_positions);
    }
    const core::ActivationBlock& values() const { return m_values; }

private:
    core::ActivationBlock m_values;
    core::Index m_positions;
    core::Index m_columns;
};

} // namespace counterpart::test
