#pragma once

#include "core/analysis/assignment_kernels.h"
#include "core/base/types.h"

#include <span>
#include <vector>

namespace counterpart::core {

/// Finds the two best tasks of an agent while prices only rise, mostly without looking at all
/// tasks: it remembers some tasks of the largest profit, and a bound on the profit of all others,
/// which stays a bound because profits only fall. Once the second best of the remembered tasks lies
/// below that bound, they are chosen anew. Exact at any time.
class CandidateTasks
{
public:
    /// benefits[agent * tasks + task]; prices[task]; both kept by reference.
    CandidateTasks(const double* benefits, const std::vector<double>& prices, Index agents);

    BestTasks findBest(int agent);
    /// How many tasks have been looked at so far: the work done.
    std::size_t tasksLookedAt() const { return m_tasksLookedAt; }

private:
    struct Candidate
    {
        double benefit;
        int task;
    };
    struct List
    {
        double bound;
        std::size_t count = 0;
    };

    BestTasks findAmong(int agent);
    bool choose(int agent);
    const double* benefits(int agent) const;
    std::span<Candidate> candidates(int agent);

    const double* m_benefits;
    const std::vector<double>& m_prices;
    std::vector<List> m_lists; ///< one an agent; empty where all tasks are to be looked at
    std::vector<Candidate> m_candidates; ///< a fixed number an agent
    std::vector<double> m_profits;       ///< of the agent whose tasks are being chosen
    std::vector<double> m_blockBest;
    std::size_t m_tasksLookedAt = 0;
    std::vector<double> m_ranked;
};

} // namespace counterpart::core
