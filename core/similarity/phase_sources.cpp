#include "core/similarity/phase_sources.h"

#include <algorithm>

namespace counterpart::core {

namespace {

/// The source, with what was read of it last.
class SharedReading
{
public:
    SharedReading(std::unique_ptr<ActivationSource> source, Index period)
        : m_source(std::move(source)),
          m_period(period)
    {
    }

    Index units() const { return m_source->units(); }
    /// Complete periods of an input; of all inputs together where an input has one position.
    Index periods() const
    {
        return isAlongInputs() ? m_source->inputs() / m_period
                               : m_source->inputs() * periodsOfInput();
    }

    InputIndex inputOf(Index period, Index phase) const
    {
        const Index row = rowOf(period, phase);
        return m_source->storedInput(InputIndex{static_cast<int>(row / m_source->positions())});
    }

    void read(Index first, Index count, Index phase, ActivationSource::Block block)
    {
        load(first, count);
        for (Index i = 0; i < count; ++i)
            block.row(i) = m_values.row(rowOf(first + i, phase) - m_firstRow);
    }

private:
    bool isAlongInputs() const { return m_source->positions() == 1; }
    Index periodsOfInput() const { return m_source->positions() / m_period; }
    /// Among all samples of the source.
    Index rowOf(Index period, Index phase) const
    {
        if (isAlongInputs())
            return period * m_period + phase;
        return period / periodsOfInput() * m_source->positions() +
               period % periodsOfInput() * m_period + phase;
    }

    void load(Index first, Index count)
    {
        if (first == m_first && count == m_count)
            return;
        const Index positions = m_source->positions();
        const Index firstInput = rowOf(first, 0) / positions;
        const Index lastInput = rowOf(first + count - 1, m_period - 1) / positions;
        const Index inputs = lastInput - firstInput + 1;
        m_values.resize(inputs * positions, m_source->units());
        m_source->read(firstInput, inputs, m_values);
        m_firstRow = firstInput * positions;
        m_first = first;
        m_count = count;
    }

    std::unique_ptr<ActivationSource> m_source;
    Index m_period;
    ActivationBlock m_values;
    Index m_first = -1;
    Index m_count = 0;
    Index m_firstRow = 0;
};

class PhaseSource : public ActivationSource
{
public:
    PhaseSource(std::shared_ptr<SharedReading> reading, Index phase)
        : m_reading(std::move(reading)),
          m_phase(phase)
    {
    }

    Index inputs() const override { return m_reading->periods(); }
    Index units() const override { return m_reading->units(); }
    Index positions() const override { return 1; }
    Index columns() const override { return 1; }
    /// Of a period the input that holds the token of this phase.
    InputIndex storedInput(InputIndex period) const override
    {
        return m_reading->inputOf(period.value, m_phase);
    }
    void read(Index firstInput, Index inputCount, Block block) override
    {
        m_reading->read(firstInput, inputCount, m_phase, block);
    }

private:
    std::shared_ptr<SharedReading> m_reading;
    Index m_phase;
};

} // namespace

std::vector<std::unique_ptr<ActivationSource>> dealtOut(std::unique_ptr<ActivationSource> source,
                                                        Index period)
{
    const auto reading = std::make_shared<SharedReading>(std::move(source), period);
    std::vector<std::unique_ptr<ActivationSource>> phases;
    for (Index phase = 0; phase < period; ++phase)
        phases.push_back(std::make_unique<PhaseSource>(reading, phase));
    return phases;
}

} // namespace counterpart::core
