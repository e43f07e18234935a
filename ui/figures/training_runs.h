#pragma once

#include "core/similarity/training_runs.h"
#include "session/session.h"

#include <optional>
#include <vector>

namespace counterpart::ui {

/// core::trainingRuns() of these networks, and, where they are not one run, all of them as the last
/// entry.
std::vector<core::TrainingRun> trainingRuns(const std::vector<session::NetworkPtr>& networks);

/// The checkpoints of a run of these networks.
std::vector<session::NetworkPtr> networksOf(const core::TrainingRun& run,
                                            const std::vector<session::NetworkPtr>& networks);
/// The first run whose files say when in the training they were written.
std::optional<core::TrainingRun> firstRun(const std::vector<session::NetworkPtr>& networks);
/// Without the checkpoints of a run that others of it follow.
std::vector<session::NetworkPtr> trainedOf(const std::vector<session::NetworkPtr>& networks);

} // namespace counterpart::ui
