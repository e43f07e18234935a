#pragma once

#include "core/data/network.h"

#include <string>
#include <vector>

namespace counterpart::core {

/// Checkpoints of one network in the order of training.
struct Checkpoints
{
    std::vector<const Network*> networks;
    std::vector<double> steps; ///< rising; the attribute's numbers, or 0, 1, 2, …
    std::string stepName;      ///< "step", "epoch", …; empty if ordered by file name

    /// "epoch 16", or the name of the network if ordered by file name.
    std::string textOf(std::size_t place) const;
};

/// Orders by the first of the attributes step, epoch, iteration and time that is a number in every
/// file and differs between them, else by the file names, numbers in them by their value.
Checkpoints orderCheckpoints(std::vector<const Network*> networks);

/// As Checkpoints::textOf(), of its parts.
std::string checkpointText(const std::string& stepName, double step, const std::string& name);

/// What speaks against these being checkpoints of one run, a sentence each; empty where nothing
/// does. Checkpoints of one run have a step of their own each, one seed, one group, and models
/// whose names differ in numbers at most.
struct CheckpointDoubts
{
    std::string noSteps;
    std::string otherRun;
    bool isOtherRun = false; ///< told by an attribute, not only by the models' names

    bool none() const { return noSteps.empty() && otherRun.empty(); }
};

CheckpointDoubts checkpointDoubts(const Checkpoints& checkpoints);

} // namespace counterpart::core
