#include "core/similarity/sequence_time.h"

#include "core/base/error.h"
#include "core/io/network_file.h"
#include "core/similarity/layer_set_sources.h"
#include "core/similarity/phase_sources.h"

namespace counterpart::core {

namespace {

void requirePeriod(const LayerPick& pick, const SequenceTimeOptions& options)
{
    if (options.period < 2)
        throw UsageError("The period of sequence time is " + std::to_string(options.period) +
                         "; expected at least 2 tokens.");
    const Layer& layer = pick.description();
    const Index tokens = layer.positions() > 1 ? layer.positions() : layer.inputs();
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
        throw UsageError("Sequence time of " + nameOf(pick) + " with a period of " +
                         std::to_string(options.period) + " takes " +
                         std::to_string((bytes >> 20) + 1) + " MB; found a budget of " +
                         std::to_string(options.comparison.memoryBytes >> 20) + " MB (memory).");
}

} // namespace

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
    sources.names.assign(static_cast<std::size_t>(options.period), nameOf(pick));
    std::vector<PlacePair> pairs;
    const int last = static_cast<int>(options.period) - 1;
    for (int phase = 0; phase <= last; ++phase)
        pairs.push_back({phase, last});

    LayerSetMoments moments = layerSetMoments(std::move(sources), pairs, options.comparison.samples,
                                              progress.part(0, 0.5));
    auto result = std::make_shared<SequenceTime>();
    result->layer = layer;
    result->options = options;
    result->measures = measures;
    result->samples = moments.samples;
    result->warnings = moments.warnings;
    result->values = ValueGrid(static_cast<Index>(measures.size()), options.period);
    const std::vector<PairComparison> comparisons = compareMoments(
        std::move(moments), pairs, measures, options.comparison.measures, progress.part(0.5, 1));
    for (std::size_t m = 0; m < measures.size(); ++m) {
        for (Index phase = 0; phase < options.period; ++phase) {
            const MeasuredValue& value = comparisons[static_cast<std::size_t>(phase)].values[m];
            result->values.set(static_cast<Index>(m), phase, value.value.a, value.reason);
        }
    }
    return result;
}

} // namespace counterpart::core
