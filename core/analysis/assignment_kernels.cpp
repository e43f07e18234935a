#include "core/analysis/assignment_kernels.h"

#include "core/analysis/cpu_dispatch.h"

#include <algorithm>
#include <array>
#include <limits>

namespace counterpart::core {

namespace {

constexpr Index kLanes = 16;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

COUNTERPART_INLINE BestTasks findBestBody(const double* benefits, const double* prices, Index tasks)
{
    std::array<double, kLanes> best;
    std::array<double, kLanes> second;
    best.fill(-kInfinity);
    second.fill(-kInfinity);
    const auto take = [&](Index lane, Index task) __attribute__((always_inline))
    {
        const auto place = static_cast<std::size_t>(lane);
        const double profit = benefits[task] - prices[task];
        const double lesser = profit < best[place] ? profit : best[place];
        second[place] = lesser > second[place] ? lesser : second[place];
        best[place] = profit > best[place] ? profit : best[place];
    };
    const Index whole = tasks - tasks % kLanes;
    for (Index task = 0; task < whole; task += kLanes) {
        for (Index lane = 0; lane < kLanes; ++lane)
            take(lane, task + lane);
    }
    for (Index task = whole; task < tasks; ++task)
        take(task - whole, task);

    BestTasks result{-kInfinity, -kInfinity, 0};
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        result.secondProfit =
            std::max({result.secondProfit, std::min(result.profit, best[lane]), second[lane]});
        result.profit = std::max(result.profit, best[lane]);
    }
    return result;
}

/// The first task from `first` on of that profit, or `tasks`.
COUNTERPART_INLINE Index findProfitBody(const double* benefits, const double* prices, Index first,
                                        Index tasks, double profit)
{
    for (; first + kLanes <= tasks; first += kLanes) {
        int hits = 0;
        for (Index lane = 0; lane < kLanes; ++lane)
            hits += benefits[first + lane] - prices[first + lane] == profit ? 1 : 0;
        if (hits > 0)
            break;
    }
    while (first < tasks && benefits[first] - prices[first] != profit)
        ++first;
    return first;
}

/// The first task of that length.
COUNTERPART_INLINE Index findLengthBody(const double* lengths, Index tasks, double length)
{
    Index first = 0;
    for (; first + kLanes <= tasks; first += kLanes) {
        int hits = 0;
        for (Index lane = 0; lane < kLanes; ++lane)
            hits += lengths[first + lane] == length ? 1 : 0;
        if (hits > 0)
            break;
    }
    while (first + 1 < tasks && lengths[first] != length)
        ++first;
    return first;
}

COUNTERPART_INLINE void computeProfitsBody(const double* benefits, const double* prices,
                                           Index tasks, double* profits, double* blockBest)
{
    constexpr Index kBlock = kProfitBlock;
    for (Index first = 0; first < tasks; first += kBlock, ++blockBest) {
        std::array<double, kLanes> best;
        best.fill(-kInfinity);
        const auto take = [&](Index lane, Index task) __attribute__((always_inline))
        {
            const auto place = static_cast<std::size_t>(lane);
            profits[task] = benefits[task] - prices[task];
            best[place] = profits[task] > best[place] ? profits[task] : best[place];
        };
        const Index end = std::min(first + kBlock, tasks);
        const Index whole = end - (end - first) % kLanes;
        for (Index task = first; task < whole; task += kLanes) {
            for (Index lane = 0; lane < kLanes; ++lane)
                take(lane, task + lane);
        }
        for (Index task = whole; task < end; ++task)
            take(task - whole, task);
        *blockBest = *std::ranges::max_element(best);
    }
}

COUNTERPART_INLINE double relaxBody(const double* benefits, const double* prices, Index tasks,
                                    double base, std::int64_t agent, double* lengths,
                                    std::int64_t* before)
{
    std::array<double, kLanes> shortest;
    shortest.fill(kInfinity);
    const auto take = [&](Index lane, Index task) __attribute__((always_inline))
    {
        const auto place = static_cast<std::size_t>(lane);
        const double length = base - benefits[task] + prices[task];
        const bool isShorter = length < lengths[task];
        before[task] = isShorter ? agent : before[task];
        lengths[task] = isShorter ? length : lengths[task];
        shortest[place] = lengths[task] < shortest[place] ? lengths[task] : shortest[place];
    };
    const Index whole = tasks - tasks % kLanes;
    for (Index task = 0; task < whole; task += kLanes) {
        for (Index lane = 0; lane < kLanes; ++lane)
            take(lane, task + lane);
    }
    for (Index task = whole; task < tasks; ++task)
        take(task - whole, task);
    return *std::ranges::min_element(shortest);
}

COUNTERPART_INLINE BestTasks findBestTasksBody(const double* benefits, const double* prices,
                                               Index tasks)
{
    BestTasks best = findBestBody(benefits, prices, tasks);
    best.task = static_cast<int>(findProfitBody(benefits, prices, 0, tasks, best.profit));
    return best;
}

COUNTERPART_INLINE ShortestLength relaxLengthsBody(const double* benefits, const double* prices,
                                                   Index tasks, double base, std::int64_t agent,
                                                   double* lengths, std::int64_t* before)
{
    const double length = relaxBody(benefits, prices, tasks, base, agent, lengths, before);
    return {length, static_cast<int>(findLengthBody(lengths, tasks, length))};
}

COUNTERPART_WIDE BestTasks findBestTasksWide(const double* benefits, const double* prices,
                                             Index tasks)
{
    return findBestTasksBody(benefits, prices, tasks);
}

COUNTERPART_WIDE void computeProfitsWide(const double* benefits, const double* prices, Index tasks,
                                         double* profits, double* blockBest)
{
    computeProfitsBody(benefits, prices, tasks, profits, blockBest);
}

COUNTERPART_WIDE Index findProfitWide(const double* benefits, const double* prices, Index first,
                                      Index tasks, double profit)
{
    return findProfitBody(benefits, prices, first, tasks, profit);
}

COUNTERPART_WIDE ShortestLength relaxLengthsWide(const double* benefits, const double* prices,
                                                 Index tasks, double base, std::int64_t agent,
                                                 double* lengths, std::int64_t* before)
{
    return relaxLengthsBody(benefits, prices, tasks, base, agent, lengths, before);
}

} // namespace

BestTasks findBestTasks(const double* benefits, const double* prices, Index tasks)
{
    return hasWideVectors() ? findBestTasksWide(benefits, prices, tasks)
                            : findBestTasksBody(benefits, prices, tasks);
}

int findTask(const double* benefits, const double* prices, Index first, Index tasks, double profit)
{
    return static_cast<int>(hasWideVectors()
                                ? findProfitWide(benefits, prices, first, tasks, profit)
                                : findProfitBody(benefits, prices, first, tasks, profit));
}

void computeProfits(const double* benefits, const double* prices, Index tasks, double* profits,
                    double* blockBest)
{
    if (hasWideVectors())
        computeProfitsWide(benefits, prices, tasks, profits, blockBest);
    else
        computeProfitsBody(benefits, prices, tasks, profits, blockBest);
}

ShortestLength relaxLengths(const double* benefits, const double* prices, Index tasks, double base,
                            std::int64_t agent, double* lengths, std::int64_t* before)
{
    return hasWideVectors()
               ? relaxLengthsWide(benefits, prices, tasks, base, agent, lengths, before)
               : relaxLengthsBody(benefits, prices, tasks, base, agent, lengths, before);
}

} // namespace counterpart::core
