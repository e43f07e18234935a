#include "core/similarity/sequence_time.h"

#include "core/base/error.h"
#include "core/io/network_file.h"
#include "core/similarity/layer_set_sources.h"
#include "core/similarity/moment_comparison.h"
#include "core/similarity/pair_warnings.h"
#include "core/similarity/phase_sources.h"

#include <algorithm>

namespace counterpart::core {

namespace {

Index tokensOf(const Layer& layer)
{
    return layer.positions() > 1 ? layer.positions() : layer.inputs();
}

void requirePeriod(const LayerPick& pick, const SequenceTimeOptions& options)
{
    if (options.period < 2)
        throw UsageError("The period of sequence time is " + std::to_string(options.period) +
                         "; expected at least 2 tokens.");
    const Layer& layer = pick.description();
    if (layer.rows() > 1)
        throw InputError(nameOf(pick) + " has maps of " + mapText(layer) +
                         " positions, which are no tokens; sequence time is of the outputs of a "
                         "recurrent layer, [inputs x steps x units].");
    const Index tokens = tokensOf(layer);
    if (tokens < options.period)
        throw InputError(nameOf(pick) + " has sequences of " + std::to_string(tokens) +
                         " tokens; a period of " + std::to_string(options.period) +
                         " needs at least as many.");
}

/// What the products of all phases take, and those of each with the last.
void requireFits(const LayerPick& pick, const SequenceTimeOptions& options)
{
    const Index units = pick.description().units();
    const Index bytes = 2 * options.period * units * units * Index{sizeof(double)};
    if (bytes > options.comparison.memoryBytes)
        throw UsageError(overBudgetText("Sequence time of " + nameOf(pick) + " with a period of " +
                                            std::to_string(options.period),
                                        bytes, options.comparison.memoryBytes));
}

} // namespace

Index usualPeriod(const Layer& layer)
{
    return std::min(kPublishedPeriod, tokensOf(layer));
}

std::shared_ptr<const SequenceTime> sequenceTime(const Network& network, const std::string& layer,
                                                 const std::vector<Measure>& measures,
                                                 const SequenceTimeOptions& options,
                                                 const Progress& progress)
{
    const LayerPick pick{&network, requireLayer(network, layer)};
    requirePeriod(pick, options);
    requireFits(pick, options);
    LayerSetSources sources;
    sources.stack = std::make_unique<StackedSource>(
        dealtOut(openActivations(network, pick.layer, Positions::All), options.period));
    std::vector<PlacePair> pairs;
    for (Index phase = 0; phase < options.period; ++phase)
        sources.names.push_back(nameOf(pick) + ", tokens " + std::to_string(phase) + " modulo " +
                                std::to_string(options.period));
    const std::vector<std::string> names = sources.names;
    const int last = static_cast<int>(options.period) - 1;
    for (int phase = 0; phase <= last; ++phase)
        pairs.push_back({phase, last});

    LayerSetMoments moments = layerSetMoments(
        std::move(sources), pairs, samplesFor(measures, options.comparison), progress.part(0, 0.5));
    auto result = std::make_shared<SequenceTime>();
    result->layer = layer;
    result->options = options;
    result->measures = measures;
    result->samples = moments.samples;
    result->warnings = moments.warnings;
    if (pick.description().positions() == 1)
        result->warnings.push_back(nameOf(pick) + " has no steps (its axes are not NTD): its " +
                                   std::to_string(pick.description().inputs()) +
                                   " inputs are counted as the tokens of one sequence.");
    result->values = ValueGrid(static_cast<Index>(measures.size()), options.period);
    const std::vector<PairComparison> comparisons = compareMoments(
        std::move(moments), pairs, measures, options.comparison.measures, progress.part(0.5, 1));
    // The last is compared with itself, where chance does no harm.
    addWarnings(result->warnings,
                fewSamplesWarnings(
                    std::span(comparisons).first(comparisons.size() - 1),
                    [&](std::size_t pair) { return names[pair] + " with " + names.back(); }));
    for (std::size_t m = 0; m < measures.size(); ++m) {
        for (Index phase = 0; phase < options.period; ++phase) {
            const MeasuredValue& value = comparisons[static_cast<std::size_t>(phase)].values[m];
            result->values.set(static_cast<Index>(m), phase, value.value.a, value.reason);
        }
    }
    return result;
}

} // namespace counterpart::core
