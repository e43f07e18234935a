#include "core/similarity/memory_budget.h"

#include <unistd.h>

#include <algorithm>

namespace counterpart::core {

Index defaultMemoryBudget()
{
    constexpr Index kLeast = Index{1} << 30;
    constexpr Index kShare = 4;
    const Index pages = sysconf(_SC_PHYS_PAGES);
    const Index bytes = sysconf(_SC_PAGESIZE);
    return std::max(kLeast, pages > 0 && bytes > 0 ? pages / kShare * bytes : kLeast);
}

std::string overBudgetText(const std::string& what, Index bytes, Index budget)
{
    return what + " takes " + std::to_string((bytes >> 20) + 1) + " MB; found a budget of " +
           std::to_string(budget >> 20) + " MB (memory).";
}

} // namespace counterpart::core
