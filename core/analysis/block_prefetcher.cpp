#include "core/analysis/block_prefetcher.h"

namespace counterpart::core {

BlockPrefetcher::BlockPrefetcher(SampleReader& reader)
    : m_reader(reader),
      m_slots{Slot{reader.emptyBlock()}, Slot{reader.emptyBlock()}},
      m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

BlockPrefetcher::~BlockPrefetcher()
{
    finish();
}

void BlockPrefetcher::finish()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

SampleBlock* BlockPrefetcher::next()
{
    std::unique_lock lock(m_mutex);
    if (m_inUse) {
        m_inUse->isFull = false;
        m_inUse = nullptr;
        m_changed.notify_all();
    }
    Slot& slot = m_slots[m_nextSlot];
    m_changed.wait(lock, [&] { return slot.isFull || m_isAtEnd; });
    if (slot.isFull) {
        m_nextSlot = 1 - m_nextSlot;
        m_inUse = &slot;
        return &slot.block;
    }
    if (m_error)
        std::rethrow_exception(m_error);
    return nullptr;
}

bool BlockPrefetcher::waitUntilFree(const Slot& slot, const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait(lock, stop, [&] { return !slot.isFull; });
}

void BlockPrefetcher::run(const std::stop_token& stop)
{
    std::exception_ptr error;
    try {
        for (std::size_t place = 0; waitUntilFree(m_slots[place], stop); place = 1 - place) {
            Slot& slot = m_slots[place];
            if (!m_reader.fill(slot.block, stop))
                break;
            const std::lock_guard lock(m_mutex);
            slot.isFull = true;
            m_changed.notify_all();
        }
    } catch (...) {
        error = std::current_exception();
    }
    const std::lock_guard lock(m_mutex);
    m_error = error;
    m_isAtEnd = true;
    m_changed.notify_all();
}

} // namespace counterpart::core
