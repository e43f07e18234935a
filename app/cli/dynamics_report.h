#pragma once

#include "cli/comparison_arguments.h"

#include "core/similarity/class_sensitivity.h"
#include "core/similarity/dynamics.h"
#include "core/similarity/sequence_time.h"
#include "core/similarity/signal_noise.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::cli {

/// The command line of `dynamics`.
struct DynamicsArguments
{
    std::vector<std::string> files;
    std::string against = "last";
    std::vector<std::string> layers;
    bool hasMaps = false;
    double freezeLevel = 0.95;
    std::vector<std::string> signalLayers;
    core::SignalNoiseOptions signal;
    std::optional<int> middle;
    std::string logits; ///< "last": the last layer; empty: no class sensitivity
    std::vector<std::string> sequenceLayers;
    std::optional<core::Index> period; ///< else the usual one
    ComparisonArguments comparison;
};

/// All that `dynamics` found.
struct FoundDynamics
{
    core::Checkpoints checkpoints;
    std::shared_ptr<const core::Dynamics> dynamics;
    std::optional<core::Measure> freezeMeasure;
    std::vector<core::FreezeAdvice> freeze;
    std::vector<std::shared_ptr<const core::SignalNoise>> signals;
    std::vector<std::shared_ptr<const core::ClassSensitivity>> classes; ///< one a checkpoint
    std::vector<std::shared_ptr<const core::SequenceTime>> sequences;   ///< of the last checkpoint
};

/// Of all its parts, each once.
std::vector<std::string> warningsOf(const FoundDynamics& found);

std::string dynamicsJson(const FoundDynamics& found, const DynamicsArguments& arguments);
std::string dynamicsText(const FoundDynamics& found, const DynamicsArguments& arguments);

} // namespace counterpart::cli
