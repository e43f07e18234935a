#pragma once

#include "session/analysis_controller.h"

#include <string>

namespace counterpart::ui {

/// How figures name the networks and layers of a pair.
struct PairTitles
{
    core::SidePair<std::string> network; ///< "Patches, seed 1"
    core::SidePair<std::string> layer;   ///< "conv1"

    /// "Patches, seed 1 · conv1".
    std::string full(core::Side side) const;
    /// "conv1 ~ conv1" or, for equal names, "conv1".
    std::string layers() const;
};

PairTitles pairTitles(const session::PairResult& result);

} // namespace counterpart::ui
