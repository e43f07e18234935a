#include "core/analysis/assignment_solver.h"

#include "core/analysis/assignment_kernels.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace counterpart::core {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// Bidding can go on for long where prices rise little by little, or, by rounding, not at all; what
/// it leaves is done along augmenting paths.
constexpr int kBiddingRounds = 2;
constexpr std::size_t kScansPerAgent = 10;
constexpr std::size_t kLooksPerAgent = 32000;

} // namespace

AssignmentSolver::AssignmentSolver(const double* benefits, Index agents, Index tasks)
    : m_benefits(benefits),
      m_agents(agents),
      m_tasks(tasks),
      m_prices(static_cast<std::size_t>(tasks), 0),
      m_taskOf(static_cast<std::size_t>(agents), -1),
      m_agentOf(static_cast<std::size_t>(tasks), -1),
      m_held(static_cast<std::size_t>(tasks), 0)
{
    assert(agents > 0 && agents <= tasks);
}

std::vector<int> AssignmentSolver::solve(const Progress& progress)
{
    if (m_agents == m_tasks)
        reduceColumns();
    std::vector<int> free;
    for (int agent = 0; agent < static_cast<int>(m_agents); ++agent) {
        if (m_taskOf[static_cast<std::size_t>(agent)] < 0)
            free.push_back(agent);
    }
    progress.checkpoint();
    CandidateTasks candidates(m_benefits, m_prices, m_agents);
    for (int round = 0; round < kBiddingRounds; ++round)
        free = bid(std::move(free), candidates, progress);

    for (std::size_t i = 0; i < free.size(); ++i) {
        progress.checkpoint();
        augment(free[i]);
        progress.report(static_cast<double>(i + 1) / static_cast<double>(free.size()));
    }
    progress.report(1);
    return m_taskOf;
}

/// Every task is offered to the agent that benefits most from it, at the price of that benefit.
/// Only where all tasks will be held: others must keep the price 0.
void AssignmentSolver::reduceColumns()
{
    std::vector<int> wanting(static_cast<std::size_t>(m_tasks), 0);
    std::copy_n(m_benefits, m_tasks, m_prices.begin());
    for (int agent = 1; agent < static_cast<int>(m_agents); ++agent) {
        const double* row = benefits(agent);
        for (std::size_t task = 0; task < m_prices.size(); ++task) {
            if (row[task] > m_prices[task]) {
                m_prices[task] = row[task];
                wanting[task] = agent;
            }
        }
    }
    for (std::size_t task = 0; task < wanting.size(); ++task) {
        if (m_taskOf[static_cast<std::size_t>(wanting[task])] < 0)
            assign(wanting[task], static_cast<int>(task));
    }
}

void AssignmentSolver::assign(int agent, int task)
{
    m_taskOf[static_cast<std::size_t>(agent)] = task;
    m_agentOf[static_cast<std::size_t>(task)] = agent;
    m_held[static_cast<std::size_t>(task)] = kInfinity;
}

/// Each free agent takes its best task at the highest price at which that is still its best;
/// whoever held it bids next, or, if the price did not rise, after the round. Returns who is left.
std::vector<int> AssignmentSolver::bid(std::vector<int> free, CandidateTasks& candidates,
                                       const Progress& progress)
{
    std::vector<int> left;
    const std::size_t mostLooks =
        candidates.tasksLookedAt() +
        m_taskOf.size() * (kScansPerAgent * m_prices.size() + kLooksPerAgent);
    std::size_t bids = 0;
    while (!free.empty() && candidates.tasksLookedAt() < mostLooks) {
        if (++bids % 256 == 0)
            progress.checkpoint();
        const int agent = free.back();
        free.pop_back();
        const BestTasks best = candidates.findBest(agent);
        int task = best.task;
        double& price = m_prices[static_cast<std::size_t>(task)];
        const double raised = m_tasks > 1 ? price + (best.profit - best.secondProfit) : price;
        const bool isRaised = raised > price;
        if (isRaised) {
            price = raised;
        } else {
            task = preferFree(agent, best);
        }
        const int displaced = m_agentOf[static_cast<std::size_t>(task)];
        assign(agent, task);
        if (displaced < 0)
            continue;
        m_taskOf[static_cast<std::size_t>(displaced)] = -1;
        (isRaised ? free : left).push_back(displaced);
    }
    left.insert(left.end(), free.begin(), free.end());
    return left;
}

/// Of the agent's best tasks one that nobody holds, if there is one.
int AssignmentSolver::preferFree(int agent, const BestTasks& best) const
{
    Index task = best.task;
    while (task < m_tasks && m_agentOf[static_cast<std::size_t>(task)] >= 0)
        task = findTask(benefits(agent), m_prices.data(), task + 1, m_tasks, best.profit);
    return task < m_tasks ? static_cast<int>(task) : best.task;
}

/// Returns the task nearest by then; of several one that nobody holds, if there is one.
int AssignmentSolver::relax(int agent, double base)
{
    const ShortestLength nearest = relaxLengths(benefits(agent), m_openPrices.data(), m_tasks, base,
                                                agent, m_lengths.data(), m_before.data());
    const int free = findTask(m_lengths.data(), m_held.data(), 0, m_tasks, nearest.length);
    return free < static_cast<int>(m_tasks) ? free : nearest.task;
}

/// Dijkstra's search over tasks from a free agent to the nearest free task, on the lengths
/// "profit given up"; prices rise along the way so that all stays optimal (their eq. 6).
void AssignmentSolver::augment(int agent)
{
    m_openPrices = m_prices;
    m_lengths.assign(m_prices.size(), kInfinity);
    m_before.assign(m_prices.size(), agent);
    std::vector<std::pair<int, double>> reached;

    double base = findBestTasks(benefits(agent), m_prices.data(), m_tasks).profit;
    int from = agent;
    int task = -1;
    double length = 0;
    while (true) {
        task = relax(from, base);
        const auto place = static_cast<std::size_t>(task);
        length = m_lengths[place];
        from = m_agentOf[place];
        if (from < 0)
            break;
        reached.emplace_back(task, length);
        m_openPrices[place] = kInfinity;
        m_lengths[place] = kInfinity;
        base = length + benefits(from)[place] - m_prices[place];
    }
    for (const auto& [reachedTask, reachedLength] : reached)
        m_prices[static_cast<std::size_t>(reachedTask)] += length - reachedLength;
    int giver = -1;
    do {
        giver = static_cast<int>(m_before[static_cast<std::size_t>(task)]);
        const int given = m_taskOf[static_cast<std::size_t>(giver)];
        assign(giver, task);
        task = given;
    } while (giver != agent);
}

} // namespace counterpart::core
