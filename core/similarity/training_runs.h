#pragma once

#include "core/data/network.h"

#include <span>
#include <string>
#include <vector>

namespace counterpart::core {

/// Checkpoints of one network.
struct TrainingRun
{
    std::string name;                ///< what the names of its checkpoints have in common
    std::vector<std::size_t> places; ///< among the networks it was found in
};

/// Whether the files say when in the training of one network each was written.
bool areCheckpoints(std::span<const Network* const> networks);

/// Networks whose names differ in their last number alone, two or more each, those first that are
/// checkpoints.
std::vector<TrainingRun> trainingRuns(std::span<const Network* const> networks);

/// Places of the networks without the checkpoints of a run that others of it follow.
std::vector<std::size_t> trainedPlaces(std::span<const Network* const> networks);

} // namespace counterpart::core
