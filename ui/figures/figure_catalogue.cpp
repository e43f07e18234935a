#include "ui/figures/figure_catalogue.h"

#include "plots/curve_plot.h"
#include "plots/density_plot.h"
#include "plots/gallery_plot.h"
#include "plots/matrix_plot.h"
#include "ui/figures/activity_figure.h"
#include "ui/figures/cluster_sheets.h"
#include "ui/figures/correlation_figure.h"
#include "ui/figures/dynamics_sheets.h"
#include "ui/figures/gallery_figure.h"
#include "ui/figures/group_sheets.h"
#include "ui/figures/joint_figure.h"
#include "ui/figures/mapping_figure.h"
#include "ui/figures/matching_figure.h"
#include "ui/figures/measure_figure.h"
#include "ui/figures/similarity_sheets.h"
#include "ui/figures/subspace_sheets.h"

#include <algorithm>

namespace counterpart::ui {

namespace {

std::unique_ptr<plots::CurvePlot> curvePlot(plots::CurveContent content)
{
    auto plot = std::make_unique<plots::CurvePlot>();
    plot->setContent(std::move(content));
    return plot;
}

std::unique_ptr<FigureSheet> correlationMatrices(const FigureInputs& inputs)
{
    auto sheet = std::make_unique<FigureSheet>(2);
    CorrelationPanels panels = makeCorrelationPanels(inputs.result, inputs.look, {});
    for (plots::MatrixContent& content : panels.content) {
        auto plot = std::make_unique<plots::MatrixPlot>();
        plot->setContent(std::move(content));
        plot->setColours(panels.map, panels.limits);
        plot->setColourBarShown(true);
        sheet->add(std::move(plot));
    }
    return sheet;
}

std::unique_ptr<FigureSheet> gallerySheet(plots::GalleryContent content)
{
    auto sheet = std::make_unique<FigureSheet>(1);
    auto plot = std::make_unique<plots::GalleryPlot>();
    plot->setContent(std::move(content));
    sheet->add(std::move(plot));
    return sheet;
}

std::unique_ptr<plots::DensityPlot> densityPlot(plots::DensityContent content)
{
    auto plot = std::make_unique<plots::DensityPlot>();
    plot->setContent(std::move(content));
    return plot;
}

std::unique_ptr<FigureSheet> bestWorst(const FigureInputs& inputs)
{
    return gallerySheet(loadGallery(inputs.result, {}, {}));
}

std::unique_ptr<FigureSheet> bestWorstByInformation(const FigureInputs& inputs)
{
    return gallerySheet(loadGallery(session::byInformation(inputs.result), {}, {}));
}

std::unique_ptr<FigureSheet> mostLeastActive(const FigureInputs& inputs)
{
    return gallerySheet(loadActiveUnits(inputs.result, {}, {}));
}

/// A panel a layer.
std::unique_ptr<FigureSheet> meanActivations(const FigureInputs& inputs)
{
    constexpr std::size_t kMostColumns = 2;
    auto sheet = std::make_unique<FigureSheet>(
        static_cast<int>(std::clamp(inputs.layers.size(), std::size_t{1}, kMostColumns)));
    for (const session::PairResult& layer : inputs.layers)
        sheet->add(curvePlot(makeMeanActivations(layer, false)));
    return sheet;
}

std::unique_ptr<FigureSheet> pairHistograms(const FigureInputs& inputs)
{
    constexpr int kBestAndWorst = 2;
    auto sheet = std::make_unique<FigureSheet>(2);
    for (plots::DensityContent& content : loadJointHistograms(
             inputs.result, extremePairs(inputs.result, kBestAndWorst), {}, true, {}))
        sheet->add(densityPlot(std::move(content)));
    return sheet;
}

std::unique_ptr<FigureSheet> measures(const FigureInputs& inputs)
{
    auto sheet = std::make_unique<FigureSheet>(1);
    sheet->add(densityPlot(compareMeasures(inputs.result, kListedDifferences, {}).scatter));
    return sheet;
}

std::unique_ptr<FigureSheet> matchingCurves(const FigureInputs& inputs)
{
    auto sheet = std::make_unique<FigureSheet>(1);
    sheet->add(curvePlot(makeMatchingCurves(inputs.result)));
    return sheet;
}

std::unique_ptr<FigureSheet> layerAverages(const FigureInputs& inputs)
{
    auto sheet = std::make_unique<FigureSheet>(2);
    sheet->add(curvePlot(makeLayerAverages(inputs.layers)));
    sheet->add(curvePlot(makeShareBelow(inputs.layers, inputs.threshold)));
    return sheet;
}

std::shared_ptr<const MappingSteps> mappingOf(const FigureInputs& inputs)
{
    if (inputs.mapping)
        return inputs.mapping;
    return std::make_shared<const MappingSteps>(
        makeMappingSteps(inputs.result, mappingOptions(inputs.result, core::Side::A), {}));
}

std::unique_ptr<FigureSheet> mappingGraph(const FigureInputs& inputs)
{
    const auto steps = mappingOf(inputs);
    auto sheet = std::make_unique<FigureSheet>(1);
    auto plot = std::make_unique<plots::MappingGraphPlot>();
    plot->setContent(makeMappingGraph(inputs.result, *steps, steps->tradeOff,
                                      GraphOrder::FewCrossings,
                                      loadUnitPictures(inputs.result, {})));
    sheet->add(std::move(plot));
    return sheet;
}

std::unique_ptr<FigureSheet> mappingWeights(const FigureInputs& inputs)
{
    const auto steps = mappingOf(inputs);
    auto sheet = std::make_unique<FigureSheet>(2);
    MappingMatrices matrices =
        makeMappingMatrices(inputs.result, *steps, steps->tradeOff, inputs.look, {});
    for (plots::MatrixContent* content : {&matrices.raw, &matrices.permuted}) {
        auto plot = std::make_unique<plots::MatrixPlot>();
        plot->setContent(std::move(*content));
        plot->setColours(matrices.map, matrices.limits);
        plot->setColourBarShown(true);
        sheet->add(std::move(plot));
    }
    return sheet;
}

std::unique_ptr<FigureSheet> mappingError(const FigureInputs& inputs)
{
    const auto steps = mappingOf(inputs);
    auto sheet = std::make_unique<FigureSheet>(1);
    auto plot = std::make_unique<plots::PathPlot>();
    plot->setContent(makeMappingPath(inputs.result, *steps));
    plot->setChosen(steps->fit(steps->tradeOff).penalty);
    sheet->add(std::move(plot));
    return sheet;
}

} // namespace

void FigureSheet::add(std::unique_ptr<plots::Plot> panel)
{
    m_panels.push_back(&m_grid.add(std::move(panel)));
}

plots::Plot& FigureSheet::plot()
{
    if (m_panels.size() == 1)
        return *m_panels.front();
    return m_grid;
}

const std::vector<FigureEntry>& figureCatalogue()
{
    static const std::vector<FigureEntry> entries{
        {"a1-correlation-matrices", "Correlation matrices within and between the networks",
         &correlationMatrices},
        {"a2-best-worst", "Best and worst matched units", &bestWorst},
        {"a3-matching-curves", "Semi-matching and matching, sorted", &matchingCurves},
        {"a4-layer-averages", "Average correlation by layer", &layerAverages, true},
        {"a5-mapping-graph", "Sparse mapping, graph of the weights", &mappingGraph, false, false,
         true},
        {"a6-mapping", "Sparse mapping, weights as numbered and permuted", &mappingWeights, false,
         false, true},
        {"a6-mapping-error", "Sparse mapping, error against the penalty", &mappingError, false,
         false, true},
        {"a7-hierarchy", "Units of both networks joined by their links", &hierarchySheet},
        {"a8-pair-histograms", "Joint activations of the best and worst matched units",
         &pairHistograms},
        {"a11-measures", "Mutual information against correlation", &measures, false, true},
        {"a11-mutual-information", "Best and worst units matched by mutual information",
         &bestWorstByInformation, false, true},
        {"a12-clusters", "Spectral clusters of the units of both networks", &clustersSheet},
        {"a12-eigengap", "Smallest eigenvalues of the graph of correlations", &eigengapSheet},
        {"a13-cluster-members", "The clusters that the networks share most", &membersSheet},
        {"a15-split-clusters", "Spectral clusters, large ones split", &splitClustersSheet},
        {"a16-cluster-curves", "Similarity of clusters between and within the networks",
         &similaritySheet},
        {"a17-mean-activations", "Mean activations of all units, sorted", &meanActivations, true},
        {"a18-most-least-active", "Most and least active units", &mostLeastActive},
        {"b-similarity-vs-epsilon", "Maximum matching similarity against epsilon",
         &similarityAgainstEpsilonSheet},
        {"b-simple-matches", "Sizes of the simple matches", &simpleMatchesSheet},
        {"c-coefficients", "Canonical correlations beside chance", &coefficientsSheet},
        {"c-direction", "The first pair of canonical directions", &directionSheet},
        {"c-samples", "Samples in the first three canonical directions", &samplesSheet},
        {"s-layer-map", "Similarity of every layer with every layer", &layerMapSheet},
        {"c3-group-distances", "Distances within and between groups of networks",
         &groupDistancesSheet, false, false, false, 3, &whyNoGroup},
        {"c5-network-clusters", "Networks clustered by their distances", &networkClustersSheet,
         false, false, false, 3, &whyNoGroup},
        {"c5-network-plane", "Networks as points in a plane", &networkPlaneSheet, false, false,
         false, 3, &whyNoGroup},
        {"c5-network-cloud", "Networks as points in space", &networkCloudSheet, false, false, false,
         3, &whyNoGroup},
        {"c4-width", "Distances of networks of equal width", &widthSheet, false, false, false, 3,
         &whyNoWidths},
        {"c6-dynamics", "Layers of checkpoints against themselves at the end", &dynamicsSheet,
         false, false, false, 2, &whyNoTraining},
        {"s4-checkpoint-map", "Layers of checkpoints against layers at the end",
         &checkpointMapsSheet, false, false, false, 2, &whyNoTraining},
        {"c1-signal-noise", "Directions of a layer that stay and that go", &signalNoiseSheet, false,
         false, false, 3, &whyNoSignalNoise},
        {"s6-class-sensitivity", "What each layer knows of each class", &classSensitivitySheet,
         false, false, false, 2, &whyNoClassSensitivity},
        {"ca3-sequence-time", "Outputs of a recurrent layer along its tokens", &sequenceTimeSheet,
         false, false, false, 2, &whyNoSequence}};
    return entries;
}

const FigureEntry* findFigure(const std::string& name)
{
    const auto found = std::ranges::find(figureCatalogue(), name, &FigureEntry::name);
    return found == figureCatalogue().end() ? nullptr : &*found;
}

} // namespace counterpart::ui
