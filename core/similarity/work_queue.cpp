#include "core/similarity/work_queue.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <numeric>

namespace counterpart::core {

void forEachInTurn(std::span<const Index> items, const Progress& progress,
                   const std::function<void(Index item)>& body)
{
    std::atomic<std::size_t> next = 0;
    const auto count = static_cast<Index>(items.size());
    parallelFor(std::min<Index>(threadCount(), count), 1, progress, [&](Index, Index) {
        for (std::size_t place = next++; place < items.size(); place = next++) {
            progress.checkpoint();
            body(items[place]);
        }
    });
}

std::vector<Index> longestFirst(std::span<const double> costs)
{
    std::vector<Index> order(costs.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::ranges::stable_sort(order, std::greater(),
                             [&](Index i) { return costs[static_cast<std::size_t>(i)]; });
    return order;
}

} // namespace counterpart::core
