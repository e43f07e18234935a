#include "core/similarity/signal_noise.h"

#include "core/analysis/matrix_product.h"
#include "core/analysis/singular_values.h"
#include "core/base/error.h"
#include "core/io/network_file.h"
#include "core/similarity/layer_factor.h"
#include "core/similarity/pair_warnings.h"

#include <algorithm>
#include <array>

namespace counterpart::core {

namespace {

/// What finding the directions takes of the time.
constexpr double kFindingShare = 0.3;
/// What reading takes of the time of a batch.
constexpr double kReadShare = 0.7;

void requireCheckpoints(const Checkpoints& checkpoints, SignalNoiseOptions& options)
{
    const int count = static_cast<int>(checkpoints.networks.size());
    if (!options.middle)
        options.middle = options.early + (count - options.early) / 2;
    if (options.early < 0 || *options.middle <= options.early || *options.middle >= count)
        throw UsageError("Signal and noise need a middle checkpoint after the early one; found " +
                         std::to_string(options.early) + " and " + std::to_string(*options.middle) +
                         " of " + std::to_string(count) + " checkpoints, counted from 0.");
    if (options.directions < 1)
        throw UsageError("Signal and noise need at least one direction of each kind.");
}

/// The coefficients of the early layer's signal and noise variates, [units x directions].
struct Directions
{
    Matrix signal;
    Matrix noise;
};

Directions findDirections(const std::array<LayerPick, 2>& picks, SignalNoiseOptions& options,
                          std::vector<std::string>& warnings, const Progress& progress)
{
    const std::array pairs{PlacePair{0, 1}};
    const LayerSetMoments moments =
        layerSetMoments(picks, pairs, options.comparison.samples, progress.part(0, kReadShare));
    addWarnings(warnings, moments.warnings);
    const Cca cca =
        canonicalCorrelation(moments.pairMoments(pairs, 0), {nameOf(picks[0]), nameOf(picks[1])},
                             options.comparison.measures.cca, progress.part(kReadShare, 1));
    for (const std::string& warning : cca.warnings)
        addWarnings(warnings, {nameOf(picks[0]) + " with " + nameOf(picks[1]) + ": " + warning});
    const Index all = cca.coefficients.size();
    options.directions = std::clamp<Index>(options.directions, 1, std::max<Index>(all / 2, 1));
    return {cca.directions(Side::A, 0, options.directions),
            cca.directions(Side::A, all - options.directions, options.directions)};
}

/// Mean-CCA distance of directions, whose variates are orthonormal, from a layer.
double distanceFrom(const Matrix& directions, const Matrix& between, const LayerFactor& layer)
{
    const Matrix products = product(transposedProduct(directions, between), layer.whitened->basis);
    return 1 - singularValues(products, {}).cwiseMin(1.0).mean();
}

/// The early layer with the later ones that are read with it.
struct Batch
{
    std::vector<LayerPick> picks;
    std::vector<PlacePair> pairs;
};

/// Throws where a batch, of which none is smaller, takes more than it may.
void requireBudget(const Batch& batch, const ComparisonOptions& options)
{
    const Index bytes = layerSetBytes(batch.picks, batch.pairs, options.samples);
    if (bytes > options.memoryBytes)
        throw UsageError(overBudgetText("Comparing " + nameOf(batch.picks[0]) + " with " +
                                            nameOf(batch.picks[1]),
                                        bytes, options.memoryBytes));
}

/// As many later layers as fit the budget beside the early one, and may be open with it.
std::vector<Batch> batchesOf(const LayerPick& early, const std::vector<LayerPick>& later,
                             const ComparisonOptions& options)
{
    std::vector<Batch> batches;
    for (const LayerPick& pick : later) {
        if (!batches.empty() && batches.back().picks.size() < kMostLayers) {
            Batch larger = batches.back();
            larger.picks.push_back(pick);
            larger.pairs.push_back({0, static_cast<int>(larger.picks.size()) - 1});
            if (layerSetBytes(larger.picks, larger.pairs, options.samples) <= options.memoryBytes) {
                batches.back() = std::move(larger);
                continue;
            }
        }
        batches.push_back({{early, pick}, {{0, 1}}});
        requireBudget(batches.back(), options);
    }
    return batches;
}

void requireRank(const LayerFactor& layer, const LayerPick& pick)
{
    const Index rank = layer.whitened->rank();
    if (rank > 0 && layer.samples - 1 > rank)
        return;
    throw InputError("CCA with " + nameOf(pick) + ": " + std::to_string(layer.samples) +
                     " samples for " + std::to_string(rank) +
                     " independent units; expected at least one unit that varies, and two samples "
                     "more than units.");
}

void follow(SignalNoise& result, const Directions& directions, const Batch& batch,
            const Progress& progress)
{
    const ComparisonOptions& options = result.options.comparison;
    LayerSetMoments moments =
        layerSetMoments(batch.picks, batch.pairs, options.samples, progress.part(0, kReadShare));
    const Progress following = progress.part(kReadShare, 1);
    const auto count = static_cast<double>(batch.pairs.size());
    result.samples = moments.samples;
    for (std::size_t i = 0; i < batch.pairs.size(); ++i) {
        progress.checkpoint();
        const auto done = static_cast<double>(i);
        const LayerFactor layer = factorise(std::move(moments.layers[i + 1]), moments.samples, true,
                                            options.measures.cca.tolerance,
                                            following.part(done / count, (done + 1) / count));
        requireRank(layer, batch.picks[i + 1]);
        result.signal.push_back(distanceFrom(directions.signal, moments.between[i], layer));
        result.noise.push_back(distanceFrom(directions.noise, moments.between[i], layer));
    }
    addWarnings(result.warnings, moments.warnings);
}

} // namespace

std::shared_ptr<const SignalNoise> followDirections(const Checkpoints& checkpoints,
                                                    const std::string& layer,
                                                    SignalNoiseOptions options,
                                                    const Progress& progress)
{
    requireCheckpoints(checkpoints, options);
    const auto pickOf = [&](int place) {
        const Network* network = checkpoints.networks[static_cast<std::size_t>(place)];
        return LayerPick{network, requireLayer(*network, layer)};
    };
    auto result = std::make_shared<SignalNoise>();
    result->layer = layer;
    std::vector<LayerPick> later;
    for (int place = options.early + 1; place < static_cast<int>(checkpoints.networks.size());
         ++place) {
        result->places.push_back(place);
        result->steps.push_back(checkpoints.steps[static_cast<std::size_t>(place)]);
        later.push_back(pickOf(place));
    }
    const LayerPick early = pickOf(options.early);
    const Directions directions = findDirections({early, pickOf(*options.middle)}, options,
                                                 result->warnings, progress.part(0, kFindingShare));
    result->options = std::move(options);
    const Progress following = progress.part(kFindingShare, 1);
    const std::vector<Batch> batches = batchesOf(early, later, result->options.comparison);
    const auto count = static_cast<double>(batches.size());
    for (std::size_t i = 0; i < batches.size(); ++i)
        follow(*result, directions, batches[i],
               following.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count));
    progress.report(1);
    return result;
}

} // namespace counterpart::core
