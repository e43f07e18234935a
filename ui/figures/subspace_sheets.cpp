#include "ui/figures/subspace_sheets.h"

#include "ui/figures/subspace_figure.h"

namespace counterpart::ui {

namespace {

SubspaceCurvesPtr curvesOf(const session::PairResult& result)
{
    SubspaceRequest request;
    request.read =
        std::make_shared<const session::PairMoments>(session::readPairMoments(result, {}));
    return std::make_shared<const SubspaceCurves>(matchSubspaces(request, {}));
}

/// The suggested step, or the nearest below at which simple matches are found in about a second.
std::size_t quickStep(const SubspaceCurvesPtr& curves)
{
    std::size_t step = curves->suggestedStep();
    while (step > 0 && !isQuick({curves, step, 0}))
        --step;
    return step;
}

std::unique_ptr<FigureSheet> sheetOf(std::unique_ptr<plots::XyPlot> plot)
{
    auto sheet = std::make_unique<FigureSheet>(1);
    sheet->add(std::move(plot));
    return sheet;
}

} // namespace

std::unique_ptr<FigureSheet> similarityAgainstEpsilonSheet(const FigureInputs& inputs)
{
    const SubspaceCurvesPtr curves = curvesOf(inputs.result);
    auto plot = std::make_unique<plots::XyPlot>();
    plot->setContent(makeSimilarityAgainstEpsilon(inputs.result, *curves));
    plot->setMarker(curves->matches.at(curves->suggestedStep()).epsilon, "\u03B5");
    return sheetOf(std::move(plot));
}

std::unique_ptr<FigureSheet> simpleMatchesSheet(const FigureInputs& inputs)
{
    const SubspaceCurvesPtr curves = curvesOf(inputs.result);
    auto plot = std::make_unique<plots::XyPlot>();
    const SimpleRequest request{curves, quickStep(curves), 0};
    if (isQuick(request)) {
        plot->setContent(makeSimpleSizes(inputs.result, findSimpleMatches(request, {})));
    } else {
        plots::XyContent content = makeSimpleSizes(inputs.result, {request, {}});
        content.notes.push_back("the whole layers match: too many units to find simple matches of");
        plot->setContent(std::move(content));
    }
    return sheetOf(std::move(plot));
}

} // namespace counterpart::ui
