#pragma once

#include <stop_token>
#include <thread>

namespace counterpart::cli {

/// Turns the first SIGINT or SIGTERM of the process into a stop request; a second one ends the
/// process at once, as usual. At most one object at a time.
///
/// A stop source may not be touched from a signal handler, so the handler writes one byte to a
/// pipe, and a thread that waits for that byte requests the stop.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::jthread m_watcher;
};

} // namespace counterpart::cli
