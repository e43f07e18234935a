#pragma once

#include "session/session.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::ui {

/// Checkpoints of one network: places among the open ones.
struct TrainingRun
{
    std::string name; ///< what the names of its checkpoints have in common
    std::vector<std::size_t> places;
};

/// Networks whose names differ in their last number alone, two or more each, those first whose
/// files say when in the training they were written; and, where they are not one run, all of them
/// as the last entry.
std::vector<TrainingRun> trainingRuns(const std::vector<session::NetworkPtr>& networks);

/// The checkpoints of a run of these networks.
std::vector<session::NetworkPtr> networksOf(const TrainingRun& run,
                                            const std::vector<session::NetworkPtr>& networks);
/// The first run whose files say when in the training they were written.
std::optional<TrainingRun> firstRun(const std::vector<session::NetworkPtr>& networks);
/// Without the checkpoints of a run that others of it follow.
std::vector<session::NetworkPtr> trainedOf(const std::vector<session::NetworkPtr>& networks);

} // namespace counterpart::ui
