#pragma once

#include "core/analysis/moments.h"
#include "session/analysis_controller.h"

#include <cstdint>
#include <memory>

namespace counterpart::session {

using MomentsPtr = std::shared_ptr<const core::Moments>;

/// Whether the pair's own moments were added up in double, which is done while it costs about a
/// second. If not, the methods that need it read the layers once more.
bool hasDoubleMoments(const PairResult& result);

/// What subspace match and CCA are computed from, with the control for both: the same layers with
/// the inputs of B in a random order.
struct PairMoments
{
    MomentsPtr moments;
    MomentsPtr shuffled;
};

/// Reads the layers for the control, and before that for the moments where the pair's own are in
/// single precision. For a worker thread; throws what core::shuffledMoments() throws.
PairMoments readPairMoments(const PairResult& result, const core::Progress& progress);

} // namespace counterpart::session
