#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace counterpart::core {

/// The handle by which a long computation says how far it is and learns that it should stop.
/// Cheap to copy; safe to use from several threads at once. A default-made handle reports to
/// nobody and is never cancelled.
///
///     for (int i = 0; i < n; ++i) {
///         progress.checkpoint();              // throws Cancelled once a stop was asked for
///         step(i);
///         progress.report(double(i + 1) / n); // 0..1 of this handle's part
///     }
class Progress
{
public:
    /// Called with the fraction of the whole, 0..1 and never decreasing, and the stage's name.
    /// It may come from any thread, one call at a time, at most about fifty times a second.
    using Sink = std::function<void(double fraction, std::string_view stage)>;

    Progress() = default;
    Progress(std::stop_token stop, Sink sink);

    /// Sets how much of this handle's part is done, 0..1.
    void report(double fraction) const;
    /// Names what is being done now, for example "reading conv1".
    void stage(std::string_view name) const;
    /// Throws Cancelled once a stop was asked for. Call it at least ten times a second.
    void checkpoint() const;
    bool stopRequested() const { return m_stop.stop_requested(); }
    /// The handle of the share [from, to] of this one, for a step of a longer computation.
    Progress part(double from, double to) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
    std::stop_token m_stop;
    double m_from = 0;
    double m_to = 1;
};

} // namespace counterpart::core
