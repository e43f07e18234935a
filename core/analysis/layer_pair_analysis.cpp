#include "core/analysis/layer_pair_analysis.h"

#include "core/analysis/analysis_warnings.h"
#include "core/analysis/layer_pair_sources.h"

#include <chrono>

namespace counterpart::core {

namespace {

/// How the time divides: reading and multiplying, then matching.
constexpr double kPassShare = 0.85;
constexpr double kCorrelationShare = 0.9;

} // namespace

std::shared_ptr<const LayerPairAnalysis> analyseLayerPair(const SidePair<const Network*>& networks,
                                                          const SidePair<LayerIndex>& layers,
                                                          const AnalysisOptions& options,
                                                          const Progress& progress)
{
    const SidePair<const Layer*> layer{&networks.a->layer(layers.a), &networks.b->layer(layers.b)};
    const LayerPairSources sources = openLayerPair(networks, layers, options.pass, progress);

    auto analysis = std::make_shared<LayerPairAnalysis>();
    analysis->layer = {layer.a->name, layer.b->name};
    analysis->options = options;
    progress.stage(layer.a->name == layer.b->name
                       ? "reading " + layer.a->name
                       : "reading " + layer.a->name + " and " + layer.b->name);
    analysis->statistics = computeStatistics(*sources.source.a, *sources.source.b, sources.names,
                                             options.pass, progress.part(0, kPassShare));

    progress.stage("correlating");
    progress.checkpoint();
    analysis->correlation = correlate(analysis->statistics);
    progress.report(kCorrelationShare);
    progress.stage("matching");
    const auto start = std::chrono::steady_clock::now();
    analysis->matching = rematch(*analysis, options.matching, progress.part(kCorrelationShare, 1));
    analysis->matchingSeconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    analysis->warnings = analysisWarnings(networks, layers, sources.identity, *analysis);
    progress.report(1);
    return analysis;
}

Matching rematch(const LayerPairAnalysis& analysis, const MatchingOptions& options,
                 const Progress& progress)
{
    return match(analysis.correlation.between, analysis.correlation.dead, options, progress);
}

} // namespace counterpart::core
