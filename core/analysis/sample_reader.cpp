#include "core/analysis/sample_reader.h"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace counterpart::core {

namespace {

/// All blocks together: large enough that adding a tile of products up costs little beside
/// multiplying it, small enough that the memory of a pass hardly depends on how many samples there
/// are to fill them. Measured in tests/benchmarks.
constexpr Index kBytesInFlight = 8 << 20;
/// So many bytes for each unit at least, however many units there are.
constexpr Index kFewestBytesOfAUnit = 8 << 10;
constexpr Index kMostRows = 16384;

Index inputsPerBlock(const ActivationSource& a, const ActivationSource& b, Index bytesOfAValue)
{
    const Index rowBytes = std::max<Index>(a.units() + b.units(), 1) * bytesOfAValue;
    const Index rows =
        std::clamp(kBytesInFlight / rowBytes, kFewestBytesOfAUnit / bytesOfAValue, kMostRows);
    const Index inputs = rows / std::max<Index>(a.positions(), 1);
    return std::clamp<Index>(inputs, 1, std::max<Index>(a.inputs(), 1));
}

} // namespace

SampleReader::SampleReader(ActivationSource& a, ActivationSource& b, SampleSelection selection,
                           Index bytesOfAValue)
    : m_a(a),
      m_b(b),
      m_selection(std::move(selection)),
      m_positions(a.positions()),
      m_inputsPerBlock(inputsPerBlock(a, b, bytesOfAValue))
{
    if (!m_selection.takesAll())
        m_scratch.resize(capacity(), a.units() + b.units());
}

SampleBlock SampleReader::emptyBlock() const
{
    return {ActivationBlock(capacity(), m_a.units() + m_b.units()), {}};
}

bool SampleReader::fill(SampleBlock& block, const std::stop_token& stop)
{
    block.samples.clear();
    const bool isFilled =
        m_selection.takesAll() ? fillWithAll(block, stop) : fillWithSelected(block, stop);
    return isFilled && !stop.stop_requested();
}

void SampleReader::read(Index firstInput, Index inputCount, ActivationBlock& values,
                        const std::stop_token& stop)
{
    const auto start = std::chrono::steady_clock::now();
    const Index rows = inputCount * m_positions;
    m_a.read(firstInput, inputCount, values.topLeftCorner(rows, m_a.units()));
    if (!stop.stop_requested())
        m_b.read(firstInput, inputCount, values.topRightCorner(rows, m_b.units()));
    m_seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

bool SampleReader::fillWithAll(SampleBlock& block, const std::stop_token& stop)
{
    const Index count = std::min(m_inputsPerBlock, m_a.inputs() - m_nextInput);
    if (count == 0)
        return false;
    read(m_nextInput, count, block.values, stop);
    block.samples.resize(static_cast<std::size_t>(count * m_positions));
    std::iota(block.samples.begin(), block.samples.end(), m_nextInput * m_positions);
    m_nextInput += count;
    return true;
}

bool SampleReader::fillWithSelected(SampleBlock& block, const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        if (m_pending.empty()) {
            m_nextInput += m_pendingInputs;
            m_pendingInputs = std::min(m_inputsPerBlock, m_a.inputs() - m_nextInput);
            if (m_pendingInputs == 0)
                break;
            m_pending = m_selection.draw(m_pendingInputs * m_positions);
        }
        if (block.rows() + static_cast<Index>(m_pending.size()) > capacity())
            break;
        gather(block, stop);
    }
    return block.rows() > 0;
}

/// Reads the inputs that hold the pending samples and appends these to the block.
void SampleReader::gather(SampleBlock& block, const std::stop_token& stop)
{
    if (m_pending.empty())
        return;
    const Index first = m_pending.front() / m_positions;
    const Index last = m_pending.back() / m_positions;
    read(m_nextInput + first, last - first + 1, m_scratch, stop);
    const Index row = block.rows();
    const Index count = static_cast<Index>(m_pending.size());
    for (Index column = 0; column < m_scratch.cols(); ++column) {
        for (Index i = 0; i < count; ++i) {
            const Index offset = m_pending[static_cast<std::size_t>(i)] - first * m_positions;
            block.values(row + i, column) = m_scratch(offset, column);
        }
    }
    for (const Index offset : m_pending)
        block.samples.push_back(m_nextInput * m_positions + offset);
    m_pending.clear();
}

} // namespace counterpart::core
