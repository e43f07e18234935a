#pragma once

#include "core/similarity/signal_noise.h"
#include "plots/xy_plot.h"
#include "session/session.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::ui {

/// Directions of a layer that are followed through a run.
struct SignalRequest
{
    std::vector<session::NetworkPtr> networks; ///< the checkpoints
    std::string layer;
    int early = 0;             ///< place among them in the order of training
    std::optional<int> middle; ///< none: half way to the last
    core::Index directions = 100;
    core::PassOptions pass;

    bool operator==(const SignalRequest& other) const;
};

/// Why a run's directions cannot be told apart; empty if they can.
std::string whyNoSignal(const std::vector<session::NetworkPtr>& networks);

/// For a worker thread.
std::shared_ptr<const core::SignalNoise> followSignal(const SignalRequest& request,
                                                      const core::Progress& progress);

/// Distances of the signal and of the noise from every later checkpoint (Morcos, Raghu, Bengio
/// 2018, fig. 1 d-f).
plots::XyContent makeSignalCurves(const SignalRequest& request, const core::SignalNoise& signal);
/// Where the checkpoint stands that told the directions apart.
double middleStep(const core::SignalNoise& signal);

} // namespace counterpart::ui
