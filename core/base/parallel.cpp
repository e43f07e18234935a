#include "core/base/parallel.h"

#include <cblas.h>
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

namespace counterpart::core {

namespace {
std::unique_ptr<tbb::global_control>& limit()
{
    static std::unique_ptr<tbb::global_control> control;
    return control;
}

/// What precedes the ranges happens before them, and they before what follows. TBB sees to that;
/// this says it again to the thread sanitizer, which does not see into TBB, at the price of two
/// atomic operations a range.
class Order
{
public:
    class Range
    {
    public:
        explicit Range(Order& order) : m_order(order)
        {
            m_order.m_started.load(std::memory_order_acquire);
        }
        ~Range() { m_order.m_ended.fetch_add(1, std::memory_order_release); }
        Range(const Range&) = delete;
        Range& operator=(const Range&) = delete;

    private:
        Order& m_order;
    };

    void start() { m_started.store(true, std::memory_order_release); }
    void finish() const { m_ended.load(std::memory_order_acquire); }

private:
    std::atomic<bool> m_started = false;
    std::atomic<Index> m_ended = 0;
};

} // namespace

void setThreadCount(int count)
{
    const int threads = count > 0 ? count : static_cast<int>(std::thread::hardware_concurrency());
    limit() = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism,
                                                    static_cast<std::size_t>(threads));
    openblas_set_num_threads(threads);
}

int threadCount()
{
    return static_cast<int>(
        tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism));
}

void parallelFor(Index count, Index grain, const Progress& progress,
                 const std::function<void(Index begin, Index end)>& body)
{
    Order order;
    order.start();
    tbb::parallel_for(tbb::blocked_range<Index>(0, count, std::max<Index>(grain, 1)),
                      [&](const tbb::blocked_range<Index>& range) {
                          const Order::Range inOrder(order);
                          progress.checkpoint();
                          body(range.begin(), range.end());
                      });
    order.finish();
}

} // namespace counterpart::core
