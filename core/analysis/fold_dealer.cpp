#include "core/analysis/fold_dealer.h"

#include "core/base/random.h"

#include <cassert>
#include <cmath>

namespace counterpart::core {

namespace {
/// So that the split differs from the subsample that the same seed draws.
constexpr std::uint64_t kStream = 0x9e3779b97f4a7c15;
} // namespace

FoldDealer::FoldDealer(Index inputs, Index positions, std::span<const double> shares,
                       std::uint64_t seed)
    : m_inputs(inputs),
      m_positions(positions),
      m_random(seed ^ kStream)
{
    double before = 0;
    Index dealt = 0;
    for (const double share : shares) {
        assert(share >= 0);
        before = std::min(before + share, 1.0);
        const Index upTo = std::lround(before * static_cast<double>(inputs));
        m_left.push_back(upTo - dealt);
        dealt = upTo;
    }
    m_left.front() = inputs - dealt;
}

/// Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2) for several sets at once.
std::size_t FoldDealer::foldOf(Index input)
{
    assert(input + 1 >= m_dealt && input < m_inputs);
    while (m_dealt <= input) {
        auto ticket = static_cast<Index>(
            randomBelow(m_random, static_cast<std::uint64_t>(m_inputs - m_dealt)));
        m_foldOfLast = 0;
        while (ticket >= m_left[m_foldOfLast])
            ticket -= m_left[m_foldOfLast++];
        --m_left[m_foldOfLast];
        ++m_dealt;
    }
    return m_foldOfLast;
}

FoldRows FoldDealer::deal(std::span<const Index> samples)
{
    const auto rows = static_cast<Index>(samples.size());
    if (folds() == 1)
        return {{}, {0, rows}};
    std::vector<std::size_t> foldOfRow(samples.size());
    FoldRows result;
    result.bounds.assign(folds() + 1, 0);
    for (std::size_t row = 0; row < samples.size(); ++row) {
        foldOfRow[row] = foldOf(samples[row] / m_positions);
        ++result.bounds[foldOfRow[row] + 1];
    }
    for (std::size_t fold = 0; fold < folds(); ++fold)
        result.bounds[fold + 1] += result.bounds[fold];
    std::vector<Index> next(result.bounds.begin(), result.bounds.end() - 1);
    result.order.resize(samples.size());
    for (std::size_t row = 0; row < samples.size(); ++row)
        result.order[static_cast<std::size_t>(next[foldOfRow[row]]++)] = static_cast<Index>(row);
    return result;
}

} // namespace counterpart::core
