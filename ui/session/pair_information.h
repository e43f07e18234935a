#pragma once

#include "core/analysis/mutual_information.h"

#include <memory>

namespace counterpart::session {

/// By which number units are compared and matched.
enum class Measure { Correlation, AbsoluteCorrelation, Information };

/// Mutual information of a layer pair as the views show it, with the matching that it gives.
struct PairInformation
{
    core::MutualInformationOptions options;
    core::Index rows = 0;      ///< samples used
    core::PairMatrices values; ///< nats, corrected if the options say so
    core::Matching matching;
    core::SidePair<std::vector<core::UnitIndex>> constant; ///< units in a single bin
};

using InformationPtr = std::shared_ptr<const PairInformation>;

/// Reads the sample and counts all pairs; `dead` units are matched with none. For a worker thread.
InformationPtr informationOf(const core::SidePair<const core::Network*>& networks,
                             const core::SidePair<core::LayerIndex>& layers,
                             const core::PassOptions& pass,
                             const core::MutualInformationOptions& options,
                             const core::SidePair<std::vector<core::UnitIndex>>& dead,
                             const core::Progress& progress);

} // namespace counterpart::session
