#pragma once

#include "core/base/types.h"

#include <cstdint>

namespace counterpart::core {

/// The two largest of benefits - prices.
struct BestTasks
{
    double profit = 0;
    double secondProfit = 0; ///< -infinity if there is one task
    int task = 0;            ///< lowest of the best
};

BestTasks findBestTasks(const double* benefits, const double* prices, Index tasks);

/// The first task from `first` on whose benefit - price is `profit`, or `tasks`.
int findTask(const double* benefits, const double* prices, Index first, Index tasks, double profit);

/// Tasks whose best profit computeProfits() tells together.
constexpr std::size_t kProfitBlock = 64;

/// profits = benefits - prices, and the largest of each kProfitBlock of them.
void computeProfits(const double* benefits, const double* prices, Index tasks, double* profits,
                    double* blockBest);

/// The shortest of some lengths, and its lowest place.
struct ShortestLength
{
    double length = 0;
    int task = 0;
};

/// lengths = min(lengths, base - benefits + prices), with `agent` noted in `before` where that is
/// shorter.
ShortestLength relaxLengths(const double* benefits, const double* prices, Index tasks, double base,
                            std::int64_t agent, double* lengths, std::int64_t* before);

} // namespace counterpart::core
