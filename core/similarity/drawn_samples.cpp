#include "core/similarity/drawn_samples.h"

#include <algorithm>

namespace counterpart::core {

DrawnSamples::DrawnSamples(Index total, Index wanted, std::uint64_t seed, Index columns)
    : m_selection(total, std::min(wanted, total), seed),
      m_values(m_selection.count(), columns)
{
}

void DrawnSamples::choose(const SampleBlock& block)
{
    m_chosen.clear();
    if (m_selection.takesAll()) {
        m_chosen = block.samples;
        return;
    }
    for (const Index offset : m_selection.draw(block.rows()))
        m_chosen.push_back(block.samples[static_cast<std::size_t>(offset)]);
}

void DrawnSamples::keep(const SampleBlock& block)
{
    auto chosen = m_chosen.begin();
    for (Index row = 0; row < block.rows() && chosen != m_chosen.end(); ++row) {
        const Index sample = block.samples[static_cast<std::size_t>(row)];
        chosen = std::find_if(chosen, m_chosen.end(), [&](Index one) { return one >= sample; });
        if (chosen != m_chosen.end() && *chosen == sample)
            m_values.row(m_rows++) = block.values.row(row);
    }
}

Vector DrawnSamples::distances(Index first, Index end, SampleDistance distance) const
{
    return sampleDistances(m_values.topRows(m_rows).middleCols(first, end - first).cast<double>(),
                           distance);
}

} // namespace counterpart::core
