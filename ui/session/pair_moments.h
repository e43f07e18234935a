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

/// Whether readPairMoments() has nothing to read: another view had it read, or a study keeps it.
bool arePairMomentsRead(const PairResult& result);

/// Reads the layers for the control, and before that for the moments where the pair's own are in
/// single precision. What was read once is kept for as long as the pair's analysis, whoever asks;
/// who asks while it is being read waits for it. For a worker thread; throws what
/// core::shuffledMoments() throws.
PairMoments readPairMoments(const PairResult& result, const core::Progress& progress);

} // namespace counterpart::session
