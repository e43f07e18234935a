#include "ui/figures/similarity_sheets.h"

#include "plots/cloud_pair_plot.h"
#include "plots/gallery_plot.h"
#include "ui/figures/layer_map_figure.h"
#include "ui/figures/sample_cloud.h"
#include "ui/figures/similarity_figure.h"

namespace counterpart::ui {

namespace {

PairSimilarityPtr similarityOf(const session::PairResult& result)
{
    return std::make_shared<const PairSimilarity>(
        measurePair(result, session::readPairMoments(result, {}), {}));
}

} // namespace

std::unique_ptr<FigureSheet> coefficientsSheet(const FigureInputs& inputs)
{
    auto sheet = std::make_unique<FigureSheet>(1);
    auto plot = std::make_unique<plots::XyPlot>();
    plot->setContent(makeCoefficients(inputs.result, *similarityOf(inputs.result)));
    sheet->add(std::move(plot));
    return sheet;
}

std::unique_ptr<FigureSheet> layerMapSheet(const FigureInputs& inputs)
{
    LayerMapRequest request;
    request.networks = inputs.result.networks;
    request.nets = {inputs.result.pair.a.net, inputs.result.pair.b.net};
    request.pass = inputs.result.analysis->options.pass;
    request.pass.policy.positions = core::Positions::Mean;
    const auto map = makeLayerMap(request, {});
    auto sheet = std::make_unique<FigureSheet>(2);
    for (const core::Measure measure : {core::Measure::MeanCca, core::Measure::Svcca,
                                        core::Measure::Pwcca, core::Measure::LinearCka}) {
        auto plot = std::make_unique<plots::MapPlot>();
        plot->setContent(layerMapContent(request, *map, measure));
        sheet->add(std::move(plot));
    }
    return sheet;
}

std::unique_ptr<FigureSheet> directionSheet(const FigureInputs& inputs)
{
    const PairSimilarityPtr similarity = similarityOf(inputs.result);
    if (!similarity->cca)
        return coefficientsSheet(inputs); // which says why there are no directions
    auto sheet = std::make_unique<FigureSheet>(1);
    auto plot = std::make_unique<plots::GalleryPlot>();
    plot->setContent(loadDirection(inputs.result, {similarity, 0}, {}));
    sheet->add(std::move(plot));
    return sheet;
}

std::unique_ptr<FigureSheet> samplesSheet(const FigureInputs& inputs)
{
    const PairSimilarityPtr similarity = similarityOf(inputs.result);
    if (!similarity->cca)
        return coefficientsSheet(inputs); // which says why there are no directions
    auto sheet = std::make_unique<FigureSheet>(1);
    auto plot = std::make_unique<plots::CloudPairPlot>();
    plot->setContent(loadSampleClouds(inputs.result, *similarity, {}));
    sheet->add(std::move(plot));
    return sheet;
}

} // namespace counterpart::ui
