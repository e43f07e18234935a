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
};

/// Orders by the first of the attributes step, epoch, iteration and time that is a number in every
/// file and differs between them, else by the file names, numbers in them by their value.
Checkpoints orderCheckpoints(std::vector<const Network*> networks);

} // namespace counterpart::core
