#pragma once

#include "session/result_store.h"
#include "session/study_tie.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace counterpart::session {

/// One reading of a pair of layers as the session knows it.
struct KnownReading
{
    core::SidePair<NetworkPtr> networks;
    core::SidePair<core::LayerIndex> layers;
    AnalysisPtr analysis;
    std::vector<std::pair<core::MatchingOptions, MatchingPtr>> matchings{};
    std::vector<InformationPtr> information{};
};

/// All that a study of the session would hold. Pointers only: cheap to copy into a job.
struct StudyParts
{
    std::vector<NetworkPtr> networks; ///< as openNetworks() gave them, or Session::setAxes()
    std::vector<KnownReading> readings;
    std::string view;
    std::uint64_t seed = 0;
};

/// The study; what the networks' own studies know and the session did not look at is taken over;
/// of inputs that have changed since, as results of what they were. Reads no file.
core::Study studyOf(const StudyParts& parts);

} // namespace counterpart::session
