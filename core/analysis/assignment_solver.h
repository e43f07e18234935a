#pragma once

#include "core/analysis/assignment_candidates.h"
#include "core/base/progress.h"
#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// Gives each of `agents` a task of its own so that the sum of their benefits is largest, by prices
/// on the tasks (the dual variables): an agent's profit of a task is benefit - price, and the
/// assignment is optimal once every agent holds a task of its largest profit, and every task that
/// no one holds has the price 0.
///
/// Agents bid up prices first (Jonker and Volgenant 1987, augmenting row reduction); the agents
/// that are still without a task get one each along a shortest augmenting path.
class AssignmentSolver
{
public:
    /// benefits[agent * tasks + task], finite; agents <= tasks. Kept by reference.
    AssignmentSolver(const double* benefits, Index agents, Index tasks);

    /// The task of every agent.
    std::vector<int> solve(const Progress& progress);

private:
    const double* benefits(int agent) const { return m_benefits + Index{agent} * m_tasks; }
    void reduceColumns();
    std::vector<int> bid(std::vector<int> free, CandidateTasks& candidates,
                         const Progress& progress);
    void augment(int agent);
    int preferFree(int agent, const BestTasks& best) const;
    int relax(int agent, double base);
    void assign(int agent, int task);

    const double* m_benefits;
    Index m_agents;
    Index m_tasks;
    std::vector<double> m_prices;
    std::vector<int> m_taskOf;  ///< of each agent, -1 if free
    std::vector<int> m_agentOf; ///< of each task, -1 if free
    std::vector<double> m_held; ///< infinite for the tasks that are held, else 0
    /// During one search: prices, infinite for the tasks that were reached; the length of the
    /// shortest path to each task, infinite for those; the agent before it on that path.
    std::vector<double> m_openPrices;
    std::vector<double> m_lengths;
    std::vector<std::int64_t> m_before;
};

} // namespace counterpart::core
