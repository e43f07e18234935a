#pragma once

#include "session/analysis_controller.h"
#include "session/result_store.h"

#include <vector>

namespace counterpart::session {

/// A layer pair to be analysed, or only to be matched where its reading is there already.
struct LayerWork
{
    ReadingKey key;
    AnalysisPtr analysis;
    MatchingPtr matching;         ///< if it was only matched
    InformationPtr information{}; ///< if that is the measure
};

/// What all layers are analysed by.
struct LayerOptions
{
    core::AnalysisOptions analysis;
    core::MutualInformationOptions information;
    Measure measure = Measure::Correlation;
};

/// core::analyseLayerPair() with a fifth of the inputs kept apart, so that a mapping can be judged
/// by samples it was not fitted to; with none where that would take more than 128 MB. What a study
/// knows is not read again.
AnalysisPtr readPair(const core::SidePair<NetworkPtr>& networks,
                     const core::SidePair<core::LayerIndex>& layers, core::AnalysisOptions options,
                     const core::Progress& progress);

/// What makes the reading of a pair, under the options of the session.
ReadingKey readingKey(const Session& session, const LayerPair& pair);
/// What the store has of it; the matching by the measure in force, null where there is none.
PairResult storedResult(const Session& session, ResultStore& store, const ReadingKey& key);
LayerOptions layerOptions(const Session& session);
/// The pair with what was read of it before.
LayerWork workOn(const Session& session, ResultStore& store, const LayerPair& pair);
/// Puts what the work found into the store.
void keep(ResultStore& store, const std::vector<LayerWork>& layers, const LayerOptions& options);

/// Reads the layers that were not read, and matches all by the measure. For a worker thread.
std::vector<LayerWork> analysed(std::vector<LayerWork> layers, const LayerOptions& options,
                                const core::Progress& progress);

} // namespace counterpart::session
