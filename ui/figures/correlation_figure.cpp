#include "ui/figures/correlation_figure.h"

#include "session/reference_order.h"
#include "ui/figures/matrix_colours.h"
#include "ui/figures/measure_names.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace counterpart::ui {

namespace {

using core::Side;
using plots::MatrixPyramid;

/// Names one matrix: where its values are and which side each axis runs through.
struct PanelSource
{
    const char* title;
    std::shared_ptr<const core::Matrix> values; ///< of the result
    Side rows;
    Side columns;
};

plots::MatrixAxis makeAxis(const session::PairResult& result, const PairTitles& titles, Side side,
                           const core::Order& order)
{
    return {result.pair[side], side, titles.full(side) + " unit", order,
            result.analysis->correlation.dead[side]};
}

plots::MatrixContent makePanel(const session::PairResult& result, const PairTitles& titles,
                               const PanelSource& source, const core::SidePair<core::Order>& order,
                               const core::Progress& progress)
{
    plots::MatrixContent content;
    content.title = source.title;
    content.rows = makeAxis(result, titles, source.rows, order[source.rows]);
    content.columns = makeAxis(result, titles, source.columns, order[source.columns]);
    content.valueName = measureSymbol(result.measure);
    const bool isAbsolute = result.measure == session::Measure::AbsoluteCorrelation;
    content.exact = [values = source.values, isAbsolute](core::UnitIndex row,
                                                         core::UnitIndex column) {
        const double value = (*values)(row.value, column.value);
        return isAbsolute ? std::abs(value) : value;
    };
    if (!isAbsolute) {
        content.values = std::make_shared<const MatrixPyramid>(*source.values, content.rows.order,
                                                               content.columns.order, progress);
    } else {
        content.values = std::make_shared<const MatrixPyramid>(
            source.values->cwiseAbs(), content.rows.order, content.columns.order, progress);
    }
    return content;
}

/// The largest information of two different units: a unit's with itself, its entropy, is beyond.
double highestOfDifferent(const core::PairMatrices& values)
{
    double highest = values.between.size() > 0 ? values.between.maxCoeff() : 0;
    for (const Side side : {Side::A, Side::B}) {
        const core::Matrix& within = values.within[side];
        for (core::Index j = 1; j < within.cols(); ++j)
            highest = std::max(highest, within.col(j).head(j).maxCoeff());
    }
    return highest;
}

plots::ColourLimits fullRange(const session::PairResult& result)
{
    if (result.measure == session::Measure::Information)
        return {0, highestOfDifferent(result.information->values)};
    return {result.isSigned ? -1.0 : 0.0, 1.0};
}

} // namespace

CorrelationPanels makeCorrelationPanels(const session::PairResult& result,
                                        const session::MatrixLook& look,
                                        const core::Progress& progress)
{
    const PairTitles titles = pairTitles(result);
    const core::Correlation& correlation = result.analysis->correlation;
    const core::PairMatrices* information =
        result.measure == session::Measure::Information ? &result.information->values : nullptr;
    const auto kept = [&](const core::Matrix& matrix) {
        return information ? std::shared_ptr<const core::Matrix>(result.information, &matrix)
                           : std::shared_ptr<const core::Matrix>(result.analysis, &matrix);
    };
    const core::SidePair<core::Matrix>& within =
        information ? information->within : correlation.within;
    const auto between = kept(information ? information->between : correlation.between);
    const auto original = core::orderUnits(*result.matching, core::OrderKind::Original);
    const auto chosen = session::unitOrders(result, look.order);
    const auto aligned = session::unitOrders(
        result, look.order == core::OrderKind::Original ? core::OrderKind::Match : look.order);
    const bool isByReference = look.order == core::OrderKind::Reference && result.reference;
    const std::string alignedTitle = isByReference
                                         ? "between, both by " + result.reference->network->name
                                         : "between, B aligned to A";

    const std::array sources{PanelSource{"within A", kept(within.a), Side::A, Side::A},
                             PanelSource{"within B", kept(within.b), Side::B, Side::B},
                             PanelSource{"between A and B", between, Side::A, Side::B},
                             PanelSource{alignedTitle.c_str(), between, Side::A, Side::B}};
    const std::array<const core::SidePair<core::Order>*, 4> orders{&chosen, &chosen, &original,
                                                                   &aligned};

    CorrelationPanels panels;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        progress.checkpoint();
        panels.content[i] = makePanel(result, titles, sources[i], *orders[i],
                                      progress.part(double(i) / 4, double(i + 1) / 4));
    }
    std::vector<const MatrixPyramid*> matrices;
    for (const plots::MatrixContent& panel : panels.content)
        matrices.push_back(panel.values.get());
    // Percentiles are those between the networks; the matrices within them share them.
    const MatrixColours colours =
        matrixColours(look, {fullRange(result), result.isSigned}, matrices,
                      *panels.content[CorrelationPanels::Between].values);
    // A diverging map has its middle at 0: half of it would stand for nothing.
    const bool canBeNegative = information == nullptr && result.isSigned;
    const bool isSequential = !canBeNegative && look.map == session::MapChoice::BlueRed;
    panels.map = isSequential ? plots::ColourMap::Viridis : colours.map;
    panels.limits = colours.limits;
    return panels;
}

} // namespace counterpart::ui
