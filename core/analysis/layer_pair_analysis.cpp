#include "core/analysis/layer_pair_analysis.h"

#include "core/analysis/analysis_warnings.h"
#include "core/base/error.h"
#include "core/io/input_identity.h"
#include "core/io/network_file.h"

#include <chrono>
#include <sstream>

namespace counterpart::core {

namespace {

/// How the time divides: reading and multiplying, then matching.
constexpr double kPassShare = 0.85;
constexpr double kCorrelationShare = 0.9;

std::string sourceName(const Network& network, const Layer& layer)
{
    return network.path.filename().string() + ", " + layer.dataset;
}

std::string mapText(const Layer& layer)
{
    return std::to_string(layer.rows()) + " x " + std::to_string(layer.columns());
}

/// Positions can only be paired where the maps are alike.
void requireEqualMaps(const SourceNames& names, const SidePair<const Layer*>& layers,
                      Positions positions)
{
    const bool isAlike =
        layers.a->rows() == layers.b->rows() && layers.a->columns() == layers.b->columns();
    if (positions != Positions::All || isAlike)
        return;
    std::ostringstream text;
    text << names.a << " has maps of " << mapText(*layers.a) << " positions and " << names.b
         << " of " << mapText(*layers.b)
         << ", which cannot be paired position by position; choose --positions mean, max or "
            "centre.";
    throw InputError(text.str());
}

} // namespace

std::shared_ptr<const LayerPairAnalysis> analyseLayerPair(const SidePair<const Network*>& networks,
                                                          const SidePair<LayerIndex>& layers,
                                                          const AnalysisOptions& options,
                                                          const Progress& progress)
{
    const SidePair<const Layer*> layer{&networks.a->layer(layers.a), &networks.b->layer(layers.b)};
    const SourceNames names{sourceName(*networks.a, *layer.a), sourceName(*networks.b, *layer.b)};
    requireSameInputs(*networks.a, *networks.b);
    requireEqualMaps(names, layer, options.pass.policy.positions);

    auto analysis = std::make_shared<LayerPairAnalysis>();
    analysis->layer = {layer.a->name, layer.b->name};
    analysis->options = options;
    progress.stage(layer.a->name == layer.b->name
                       ? "reading " + layer.a->name
                       : "reading " + layer.a->name + " and " + layer.b->name);
    const Positions positions = options.pass.policy.positions;
    const auto a = openActivations(*networks.a, layers.a, positions);
    const auto b = openActivations(*networks.b, layers.b, positions);
    analysis->statistics =
        computeStatistics(*a, *b, names, options.pass, progress.part(0, kPassShare));

    progress.stage("correlating");
    progress.checkpoint();
    analysis->correlation = correlate(analysis->statistics);
    progress.report(kCorrelationShare);
    progress.stage("matching");
    const auto start = std::chrono::steady_clock::now();
    analysis->matching = rematch(*analysis, options.matching, progress.part(kCorrelationShare, 1));
    analysis->matchingSeconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    analysis->warnings = analysisWarnings(networks, layers, *analysis);
    progress.report(1);
    return analysis;
}

Matching rematch(const LayerPairAnalysis& analysis, const MatchingOptions& options,
                 const Progress& progress)
{
    return match(analysis.correlation.between, analysis.correlation.dead, options, progress);
}

} // namespace counterpart::core
