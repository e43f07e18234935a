#pragma once

#include <atomic>

namespace counterpart::core {

/// What precedes release() on one thread happens before what follows acquire() on another that
/// comes later. Libraries that hand work to threads (oneTBB, Qt) see to that by themselves; this
/// says it again to the thread sanitizer, which does not see into them, at the price of an atomic
/// operation each.
class HappensBefore
{
public:
    constexpr HappensBefore() = default;
    void release() { m_count.fetch_add(1, std::memory_order_release); }
    void acquire() const { m_count.load(std::memory_order_acquire); }

private:
    std::atomic<int> m_count = 0;
};

} // namespace counterpart::core
