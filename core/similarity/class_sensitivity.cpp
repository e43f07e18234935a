#include "core/similarity/class_sensitivity.h"

#include "core/analysis/matrix_product.h"
#include "core/base/error.h"
#include "core/io/network_file.h"
#include "core/similarity/layer_factor.h"
#include "core/similarity/pair_warnings.h"

#include <array>
#include <cmath>

namespace counterpart::core {

namespace {

std::vector<std::string> classNames(const Network& network, Index classes)
{
    if (network.inputs.labelNames) {
        std::vector<std::string> names = readStrings(network, *network.inputs.labelNames);
        if (static_cast<Index>(names.size()) == classes)
            return names;
    }
    std::vector<std::string> names;
    for (Index i = 0; i < classes; ++i)
        names.push_back(std::to_string(i));
    return names;
}

/// What reading and factorising a layer takes of the time of its row.
constexpr double kReadShare = 0.7;

/// Why a row cannot be measured; empty if it can.
std::string obstacleOf(const std::array<LayerPick, 2>& picks, std::span<const PlacePair> pairs,
                       const ComparisonOptions& options)
{
    const LayerSetOptions& samples = options.samples;
    const Layer& layer = picks[0].description();
    const Layer& logits = picks[1].description();
    const Index bytes = layerSetBytes(picks, pairs, samples);
    const std::string what = "Comparing " + nameOf(picks[0]) + " with " + nameOf(picks[1]);
    if (bytes > options.memoryBytes)
        return overBudgetText(what, bytes, options.memoryBytes);
    if (samples.policy.positions == Positions::All &&
        (layer.rows() != logits.rows() || layer.columns() != logits.columns()))
        return nameOf(picks[0]) + " has maps of " + mapText(layer) + " positions and the logits " +
               mapText(logits) + "; choose positions mean, max, centre or resize.";
    return {};
}

/// One row of the grid.
void measureLayer(ClassSensitivity& result, Index row, const std::array<LayerPick, 2>& picks,
                  const ComparisonOptions& options, const Progress& progress)
{
    const std::array pairs{PlacePair{0, 1}};
    const std::string obstacle = obstacleOf(picks, pairs, options);
    if (!obstacle.empty()) {
        for (Index j = 0; j < result.values.columns; ++j)
            result.values.set(row, j, std::nullopt, obstacle);
        result.warnings.push_back(obstacle);
        return;
    }
    LayerSetMoments moments =
        layerSetMoments(picks, pairs, options.samples, progress.part(0, kReadShare));
    result.samples = moments.samples;
    addWarnings(result.warnings, moments.warnings);
    const Vector squares = moments.layers[1].cross.diagonal();
    const std::vector<UnitIndex> dead = moments.layers[1].dead;
    const LayerFactor layer =
        factorise(std::move(moments.layers[0]), moments.samples, true,
                  options.measures.cca.tolerance, progress.part(kReadShare, 1));
    const Index kept = keptDirections(*layer.whitened, options.measures.svcca);
    const Matrix products =
        transposedProduct(layer.whitened->basis.leftCols(kept), moments.between[0]);
    for (Index j = 0; j < squares.size(); ++j) {
        if (moments.samples - 1 <= kept || kept == 0)
            result.values.set(row, j, std::nullopt,
                              nameOf(picks[0]) + ": " + std::to_string(moments.samples) +
                                  " samples for " + std::to_string(kept) +
                                  " directions are too few.");
        else
            result.values.set(row, j,
                              std::min(1.0, products.col(j).norm() / std::sqrt(squares[j])));
    }
    for (const UnitIndex unit : dead)
        result.values.set(row, unit.value, std::nullopt,
                          nameOf(picks[1]) + ": the logit never changes.");
}

} // namespace

std::shared_ptr<const ClassSensitivity>
classSensitivity(const Network& network, std::vector<std::string> layers, std::string logits,
                 const ComparisonOptions& options, const Progress& progress)
{
    auto result = std::make_shared<ClassSensitivity>();
    if (logits.empty())
        logits = network.layers.back().name;
    if (layers.empty()) {
        for (const Layer& layer : network.layers)
            layers.push_back(layer.name);
    }
    const LayerPick logitPick{&network, requireLayer(network, logits)};
    const Index classes = unitsOf(logitPick, options.samples.policy.positions);
    result->logits = logits;
    result->classes = classNames(network, classes);
    result->layers = layers;
    result->values = ValueGrid(static_cast<Index>(layers.size()), classes);
    const auto count = static_cast<double>(layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const LayerPick pick{&network, requireLayer(network, layers[i])};
        measureLayer(
            *result, static_cast<Index>(i), {pick, logitPick}, options,
            progress.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count));
    }
    return result;
}

} // namespace counterpart::core
