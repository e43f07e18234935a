#include "core/analysis/sample_selection.h"

#include "core/base/random.h"

#include <cassert>

namespace counterpart::core {

SampleSelection::SampleSelection(Index total, Index wanted, std::uint64_t seed)
    : m_total(total),
      m_wanted(wanted > 0 && wanted < total ? wanted : total),
      m_random(seed)
{
}

std::vector<Index> SampleSelection::draw(Index rows)
{
    assert(m_seen + rows <= m_total);
    std::vector<Index> taken;
    for (Index row = 0; row < rows && m_taken < m_wanted; ++row) {
        const Index left = m_total - m_seen - row;
        if (randomBelow(m_random, static_cast<std::uint64_t>(left)) <
            static_cast<std::uint64_t>(m_wanted - m_taken)) {
            taken.push_back(row);
            ++m_taken;
        }
    }
    m_seen += rows;
    return taken;
}

} // namespace counterpart::core
