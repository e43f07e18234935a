#include "core/base/progress.h"

#include "core/base/error.h"

#include <algorithm>
#include <chrono>
#include <mutex>

namespace counterpart::core {

namespace {
constexpr std::chrono::milliseconds kShortestInterval{20};
}

struct Progress::State
{
    using Clock = std::chrono::steady_clock;

    std::mutex mutex;
    Sink sink;
    std::string stage;
    double fraction = 0;
    Clock::time_point lastCall{};

    void announce(bool always)
    {
        const auto now = Clock::now();
        if (!always && now - lastCall < kShortestInterval)
            return;
        lastCall = now;
        sink(fraction, stage);
    }
};

Progress::Progress(std::stop_token stop, Sink sink) : m_stop(std::move(stop))
{
    if (sink) {
        m_state = std::make_shared<State>();
        m_state->sink = std::move(sink);
    }
}

void Progress::report(double fraction) const
{
    if (!m_state)
        return;
    const double whole = m_from + (m_to - m_from) * std::clamp(fraction, 0.0, 1.0);
    const std::lock_guard lock(m_state->mutex);
    if (whole <= m_state->fraction)
        return;
    m_state->fraction = whole;
    m_state->announce(whole >= 1);
}

void Progress::stage(std::string_view name) const
{
    if (!m_state)
        return;
    const std::lock_guard lock(m_state->mutex);
    m_state->stage = name;
    m_state->announce(true);
}

void Progress::checkpoint() const
{
    if (m_stop.stop_requested())
        throw Cancelled{};
}

Progress Progress::part(double from, double to) const
{
    Progress share = *this;
    share.m_from = m_from + (m_to - m_from) * from;
    share.m_to = m_from + (m_to - m_from) * to;
    return share;
}

} // namespace counterpart::core
