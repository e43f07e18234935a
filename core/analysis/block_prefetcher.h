#pragma once

#include "core/analysis/sample_reader.h"

#include <array>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace counterpart::core {

/// Reads block t + 1 on a thread of its own while block t is computed: two blocks, one reader. The
/// destructor stops the reader after the read it is in, and waits for it.
class BlockPrefetcher
{
public:
    /// `reader` is used by the reading thread alone until finish() or destruction.
    explicit BlockPrefetcher(SampleReader& reader);
    ~BlockPrefetcher();
    BlockPrefetcher(const BlockPrefetcher&) = delete;
    BlockPrefetcher& operator=(const BlockPrefetcher&) = delete;

    /// The next block, which may be written to until the next call; null after the last one.
    /// Rethrows what the reader threw.
    SampleBlock* next();
    /// Stops reading and waits for the thread.
    void finish();

private:
    struct Slot
    {
        SampleBlock block;
        bool isFull = false;
    };

    void run(const std::stop_token& stop);
    bool waitUntilFree(const Slot& slot, const std::stop_token& stop);

    SampleReader& m_reader;
    std::array<Slot, 2> m_slots;
    std::size_t m_nextSlot = 0;
    Slot* m_inUse = nullptr;
    bool m_isAtEnd = false;
    std::exception_ptr m_error;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::jthread m_thread;
};

} // namespace counterpart::core
