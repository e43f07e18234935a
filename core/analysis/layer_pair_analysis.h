#pragma once

#include "core/analysis/correlation.h"
#include "core/analysis/layer_pair_pass.h"
#include "core/analysis/matching.h"
#include "core/data/network.h"

#include <memory>
#include <string>
#include <vector>

namespace counterpart::core {

struct AnalysisOptions
{
    PassOptions pass;
    MatchingOptions matching;
};

/// The whole analysis of one layer pair: what the window shows and the command line prints.
struct LayerPairAnalysis
{
    SidePair<std::string> layer;
    AnalysisOptions options;
    LayerPairStatistics statistics;
    Correlation correlation;
    Matching matching;
    /// Sentences: assumed order of inputs, dead and duplicate units, few samples, dropped samples.
    std::vector<std::string> warnings;
    double matchingSeconds = 0;

    Index samples() const { return statistics.moments.samples; }
};

/// Checks the inputs of both networks, opens both layers, reads them once and compares them.
/// Throws InputError where the inputs or the shapes cannot be compared.
std::shared_ptr<const LayerPairAnalysis> analyseLayerPair(const SidePair<const Network*>& networks,
                                                          const SidePair<LayerIndex>& layers,
                                                          const AnalysisOptions& options,
                                                          const Progress& progress);

/// The matching of an analysed pair under other options, without reading again.
Matching rematch(const LayerPairAnalysis& analysis, const MatchingOptions& options,
                 const Progress& progress);

} // namespace counterpart::core
