#include "core/analysis/assignment_candidates.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace counterpart::core {

namespace {

/// Tasks remembered for an agent at most, and the number of blocks whose best task must be among
/// them. With fewer tasks than make that worth while, all are looked at each time.
constexpr std::size_t kMost = 64;
constexpr std::size_t kBlocksWanted = 16;
constexpr std::size_t kFewestTasks = 512;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

} // namespace

CandidateTasks::CandidateTasks(const double* benefits, const std::vector<double>& prices,
                               Index agents)
    : m_benefits(benefits),
      m_prices(prices)
{
    if (prices.size() < kFewestTasks)
        return;
    m_lists.resize(static_cast<std::size_t>(agents), {kInfinity, 0});
    m_candidates.resize(m_lists.size() * kMost);
    m_profits.resize(prices.size());
    m_blockBest.resize((prices.size() + kProfitBlock - 1) / kProfitBlock);
}

const double* CandidateTasks::benefits(int agent) const
{
    return m_benefits + static_cast<std::size_t>(agent) * m_prices.size();
}

std::span<CandidateTasks::Candidate> CandidateTasks::candidates(int agent)
{
    return std::span(m_candidates).subspan(static_cast<std::size_t>(agent) * kMost, kMost);
}

BestTasks CandidateTasks::findBest(int agent)
{
    if (!m_lists.empty()) {
        BestTasks best = findAmong(agent);
        if (best.secondProfit >= m_lists[static_cast<std::size_t>(agent)].bound)
            return best;
        if (choose(agent))
            return findAmong(agent);
    }
    m_tasksLookedAt += m_prices.size();
    return findBestTasks(benefits(agent), m_prices.data(), static_cast<Index>(m_prices.size()));
}

BestTasks CandidateTasks::findAmong(int agent)
{
    BestTasks best{-kInfinity, -kInfinity, 0};
    const std::size_t count = m_lists[static_cast<std::size_t>(agent)].count;
    m_tasksLookedAt += count;
    for (const Candidate& candidate : candidates(agent).first(count)) {
        const double profit =
            candidate.benefit - m_prices[static_cast<std::size_t>(candidate.task)];
        if (profit > best.profit) {
            best.secondProfit = best.profit;
            best.profit = profit;
            best.task = candidate.task;
        } else if (profit > best.secondProfit) {
            best.secondProfit = profit;
        }
    }
    return best;
}

/// Remembers every task as good as the sixteenth best of the blocks' best ones, which are at least
/// that many; false if they are too many.
bool CandidateTasks::choose(int agent)
{
    List& list = m_lists[static_cast<std::size_t>(agent)];
    list = {kInfinity, 0};
    const double* row = benefits(agent);
    m_tasksLookedAt += m_prices.size();
    computeProfits(row, m_prices.data(), static_cast<Index>(m_prices.size()), m_profits.data(),
                   m_blockBest.data());
    m_ranked = m_blockBest;
    const auto wanted = m_ranked.begin() +
                        static_cast<std::ptrdiff_t>(std::min(kBlocksWanted, m_ranked.size()) - 1);
    std::ranges::nth_element(m_ranked, wanted, std::greater{});
    const double least = *wanted;

    const std::span<Candidate> chosen = candidates(agent);
    std::size_t count = 0;
    double bound = -kInfinity;
    for (std::size_t block = 0; block < m_blockBest.size(); ++block) {
        if (m_blockBest[block] < least) {
            bound = std::max(bound, m_blockBest[block]);
            continue;
        }
        const std::size_t end = std::min((block + 1) * kProfitBlock, m_profits.size());
        for (std::size_t task = block * kProfitBlock; task < end; ++task) {
            if (m_profits[task] < least) {
                bound = std::max(bound, m_profits[task]);
                continue;
            }
            if (count == kMost)
                return false;
            chosen[count++] = {row[task], static_cast<int>(task)};
        }
    }
    list = {bound, count};
    return true;
}

} // namespace counterpart::core
