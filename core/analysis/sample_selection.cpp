#include "core/analysis/sample_selection.h"

#include <cassert>

namespace counterpart::core {

namespace {
__extension__ using Wide = unsigned __int128;
}

SampleSelection::SampleSelection(Index total, Index wanted, std::uint64_t seed)
    : m_total(total),
      m_wanted(wanted > 0 && wanted < total ? wanted : total),
      m_random(seed)
{
}

/// A whole number in [0, bound), each equally likely (Lemire 2019). Written out because
/// std::uniform_int_distribution differs between standard libraries.
std::uint64_t SampleSelection::below(std::uint64_t bound)
{
    const std::uint64_t reject = (0 - bound) % bound;
    while (true) {
        const Wide product = static_cast<Wide>(m_random()) * bound;
        if (static_cast<std::uint64_t>(product) >= reject)
            return static_cast<std::uint64_t>(product >> 64);
    }
}

std::vector<Index> SampleSelection::draw(Index rows)
{
    assert(m_seen + rows <= m_total);
    std::vector<Index> taken;
    for (Index row = 0; row < rows && m_taken < m_wanted; ++row) {
        const Index left = m_total - m_seen - row;
        if (below(static_cast<std::uint64_t>(left)) <
            static_cast<std::uint64_t>(m_wanted - m_taken)) {
            taken.push_back(row);
            ++m_taken;
        }
    }
    m_seen += rows;
    return taken;
}

} // namespace counterpart::core
