#include "ui/figures/mapping_figure.h"

#include "core/base/parallel.h"
#include "core/data/unit_place.h"
#include "plots/ticks.h"
#include "session/reference_order.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace counterpart::ui {

namespace {

using core::Side;
using core::SparseWeights;
using core::UnitIndex;

constexpr int kSteps = 40;
constexpr int kFewSteps = 12;
constexpr core::Index kManyPairs = 1'000'000;
/// Of the progress, for the orders.
constexpr double kOrderShare = 0.3;

std::string plural(core::Index count, const std::string& noun)
{
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// "0.83", with digits for three places of small numbers.
std::string penaltyText(double penalty)
{
    return plots::fixed(penalty, penalty >= 0.1 ? 2 : penalty >= 0.01 ? 3 : 4);
}

std::string letter(Side side)
{
    return side == Side::A ? "A" : "B";
}

core::Order reversedPlaces(const core::Order& order)
{
    core::Order places(order.size());
    for (std::size_t place = 0; place < order.size(); ++place)
        places[static_cast<std::size_t>(order[place].value)] = UnitIndex{static_cast<int>(place)};
    return places;
}

core::MappingOrder orderOf(const session::PairResult& result, const MappingSteps& steps,
                           std::size_t step, GraphOrder order)
{
    const SparseWeights& weights = steps.fit(step).weights;
    switch (order) {
    case GraphOrder::FewCrossings:
        return steps.orders.at(step).fewCrossings;
    case GraphOrder::BesidePredictors:
        return steps.orders.at(step).besidePredictors;
    case GraphOrder::Reference:
        if (result.reference) {
            const core::SidePair<core::Order>& both = result.reference->order;
            return {both[steps.mapping.from], both[core::other(steps.mapping.from)]};
        }
        break;
    case GraphOrder::AsNumbered:
        break;
    }
    return {core::originalOrder(weights.rows()), core::originalOrder(weights.cols())};
}

std::string titleOf(const MappingSteps& steps, std::size_t step)
{
    const Side from = steps.mapping.from;
    return letter(from) + " predicts " + letter(core::other(from)) +
           ", α = " + penaltyText(steps.fit(step).penalty);
}

UnitPictureList picturesOf(const session::PairResult& result, Side side)
{
    const core::Network& network = *result.networks[side];
    const core::LayerIndex layer = result.pair[side].layer;
    const core::Positions positions = result.analysis->options.pass.policy.positions;
    UnitPictureList channels;
    for (core::Picture& picture : core::readUnitPictures(network, layer))
        channels.push_back(std::make_shared<const core::Picture>(std::move(picture)));
    const core::Matrix& within = result.analysis->correlation.within[side];
    UnitPictureList units(static_cast<std::size_t>(within.rows()));
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        const UnitIndex index{static_cast<int>(unit)};
        const auto channel = static_cast<std::size_t>(
            core::placeOf(network.layer(layer), positions, index).channel.value);
        if (channel < channels.size())
            units[unit] = channels[channel];
    }
    return units;
}

/// How many targets each predictor has a weight for.
std::vector<int> targetCounts(const SparseWeights& weights)
{
    std::vector<int> counts(static_cast<std::size_t>(weights.rows()));
    for (int target = 0; target < weights.cols(); ++target)
        for (SparseWeights::InnerIterator entry(weights, target); entry; ++entry)
            ++counts[static_cast<std::size_t>(entry.row())];
    return counts;
}

plots::MatrixContent matrixContent(const session::PairResult& result, const std::string& title,
                                   const core::Matrix& weights,
                                   const decltype(plots::MatrixContent::exact)& exact,
                                   const core::SidePair<core::Order>& order,
                                   const core::Progress& progress)
{
    const PairTitles titles = pairTitles(result);
    const auto axis = [&](Side side) {
        return plots::MatrixAxis{result.pair[side], side, titles.full(side) + " unit", order[side],
                                 result.analysis->correlation.dead[side]};
    };
    plots::MatrixContent content;
    content.title = title;
    content.rows = axis(Side::A);
    content.columns = axis(Side::B);
    content.valueName = "w";
    content.values =
        std::make_shared<const plots::MatrixPyramid>(weights, order.a, order.b, progress);
    content.exact = exact;
    return content;
}

} // namespace

core::MappingOptions mappingOptions(const session::PairResult& result, Side from)
{
    const core::Matrix& between = result.analysis->correlation.between;
    return {.from = from, .count = between.size() > kManyPairs ? kFewSteps : kSteps};
}

MappingSteps makeMappingSteps(const session::PairResult& result,
                              const core::MappingOptions& options, const core::Progress& progress)
{
    progress.stage("fitting");
    const core::MappingData data = core::mappingData(result.analysis->statistics);
    MappingSteps steps;
    steps.whyNoHeldOut = data.whyNoHeldOut;
    steps.mapping = core::mapSparsely(data, options, progress.part(0, 1 - kOrderShare));
    steps.tradeOff =
        static_cast<std::size_t>(&steps.mapping.tradeOff() - steps.mapping.path.data());
    progress.stage("ordering units");
    const auto count = static_cast<core::Index>(steps.mapping.path.size());
    steps.orders.resize(steps.mapping.path.size());
    std::atomic<core::Index> done = 0;
    const core::Progress within = progress.part(1 - kOrderShare, 1 - kOrderShare);
    core::parallelFor(count, 1, progress, [&](core::Index begin, core::Index end) {
        for (core::Index step = begin; step < end; ++step) {
            const auto place = static_cast<std::size_t>(step);
            const SparseWeights& weights = steps.mapping.path[place].weights;
            steps.orders[place] = {core::orderForFewCrossings(weights, within),
                                   core::orderBesidePredictors(weights, within)};
            progress.report(1 - kOrderShare +
                            kOrderShare * static_cast<double>(++done) / static_cast<double>(count));
        }
    });
    return steps;
}

core::SidePair<UnitPictureList> loadUnitPictures(const session::PairResult& result,
                                                 const core::Progress& progress)
{
    core::SidePair<UnitPictureList> pictures;
    for (const Side side : {Side::A, Side::B}) {
        pictures[side] = picturesOf(result, side);
        progress.checkpoint();
    }
    return pictures;
}

std::string targetNote(const core::MappingFit& fit, UnitIndex target)
{
    const core::Index predictors = fit.weights.col(target.value).nonZeros();
    std::string note;
    if (fit.training)
        note = "R² " + plots::fixed(fit.training->r2[target.value], 2) + ", ";
    if (fit.heldOut)
        note += "held out " + plots::fixed(fit.heldOut->r2[target.value], 2) + ", ";
    return note + plural(predictors, "predictor");
}

plots::MappingGraphContent makeMappingGraph(const session::PairResult& result,
                                            const MappingSteps& steps, std::size_t step,
                                            GraphOrder order,
                                            const core::SidePair<UnitPictureList>& pictures)
{
    const core::MappingFit& fit = steps.fit(step);
    const Side from = steps.mapping.from;
    const core::MappingOrder places = orderOf(result, steps, step, order);
    const PairTitles titles = pairTitles(result);
    const auto column = [&](Side side, const core::Order& units, const auto& noteOf) {
        plots::GraphColumn made{titles.full(side), side, {}};
        for (const UnitIndex unit : units) {
            const auto index = static_cast<std::size_t>(unit.value);
            made.units.push_back({{result.pair[side].net, result.pair[side].layer, unit},
                                  index < pictures[side].size() ? pictures[side][index] : nullptr,
                                  noteOf(unit)});
        }
        return made;
    };
    const std::vector<int> counts = targetCounts(fit.weights);
    plots::MappingGraphContent content;
    content.title = titleOf(steps, step);
    content.predictors = column(from, places.predictors, [&](UnitIndex unit) {
        return "predicts " + plural(counts[static_cast<std::size_t>(unit.value)], "unit");
    });
    content.targets = column(core::other(from), places.targets,
                             [&](UnitIndex unit) { return targetNote(fit, unit); });
    const core::Order rows = reversedPlaces(places.predictors);
    const core::Order columns = reversedPlaces(places.targets);
    for (int target = 0; target < fit.weights.cols(); ++target) {
        for (SparseWeights::InnerIterator entry(fit.weights, target); entry; ++entry) {
            if (entry.value() != 0)
                content.links.push_back({rows[static_cast<std::size_t>(entry.row())].value,
                                         columns[static_cast<std::size_t>(target)].value,
                                         entry.value()});
        }
    }
    return content;
}

MappingMatrices makeMappingMatrices(const session::PairResult& result, const MappingSteps& steps,
                                    std::size_t step, const session::MatrixLook& look,
                                    const core::Progress& progress)
{
    const core::MappingFit& fit = steps.fit(step);
    const Side from = steps.mapping.from;
    core::Matrix weights = fit.weights;
    if (from == Side::B)
        weights.transposeInPlace();
    const auto exact = [from, sparse = fit.weights](UnitIndex a, UnitIndex b) {
        return from == Side::A ? sparse.coeff(a.value, b.value) : sparse.coeff(b.value, a.value);
    };
    const auto sides = [&](const core::MappingOrder& order) {
        core::SidePair<core::Order> both;
        both[from] = order.predictors;
        both[core::other(from)] = order.targets;
        return both;
    };
    const double strongest = weights.size() > 0 ? weights.cwiseAbs().maxCoeff() : 0;
    MappingMatrices matrices;
    matrices.map = plots::kColourMaps.at(static_cast<std::size_t>(look.map));
    matrices.limits =
        strongest > 0 ? plots::ColourLimits{-strongest, strongest} : plots::ColourLimits{-1, 1};
    matrices.raw = matrixContent(result, "weights, α = " + penaltyText(fit.penalty), weights, exact,
                                 sides(orderOf(result, steps, step, GraphOrder::AsNumbered)),
                                 progress.part(0, 0.5));
    const bool isByReference = look.order == core::OrderKind::Reference && result.reference;
    const GraphOrder kind = isByReference ? GraphOrder::Reference : GraphOrder::BesidePredictors;
    matrices.permuted = matrixContent(
        result, isByReference ? "by " + result.reference->network->name : "permuted", weights,
        exact, sides(orderOf(result, steps, step, kind)), progress.part(0.5, 1));
    return matrices;
}

plots::PathContent makeMappingPath(const session::PairResult& result, const MappingSteps& steps)
{
    const PairTitles titles = pairTitles(result);
    const Side from = steps.mapping.from;
    plots::PathContent content;
    content.title = titles.full(from) + "  →  " + titles.full(core::other(from));
    for (const core::MappingFit& fit : steps.mapping.path) {
        if (!fit.training)
            continue;
        plots::PathPoint point{fit.penalty, fit.training->loss, std::nullopt, fit.meanNonzeros};
        if (fit.heldOut)
            point.heldOutLoss = fit.heldOut->loss;
        content.points.push_back(point);
    }
    if (content.points.empty())
        content.note = "every unit to be predicted is dead";
    else if (!steps.whyNoHeldOut.empty())
        content.note = "no samples were held out";
    return content;
}

std::vector<LinkedUnit> linkedUnits(const session::PairResult& result,
                                    const core::SparseMapping& mapping, const core::MappingFit& fit,
                                    core::UnitRef unit)
{
    std::vector<LinkedUnit> linked;
    const Side from = mapping.from;
    const Side to = core::other(from);
    const auto add = [&](Side side, core::Index other, double weight) {
        if (weight != 0)
            linked.push_back({{result.pair[side].net, result.pair[side].layer,
                               UnitIndex{static_cast<int>(other)}},
                              weight});
    };
    const int index = unit.unit.value;
    if (unit.layerRef() == result.pair[to] && index < fit.weights.cols()) {
        for (SparseWeights::InnerIterator entry(fit.weights, index); entry; ++entry)
            add(from, entry.row(), entry.value());
    } else if (unit.layerRef() == result.pair[from] && index < fit.weights.rows()) {
        for (int target = 0; target < fit.weights.cols(); ++target)
            add(to, target, fit.weights.coeff(index, target));
    }
    std::ranges::stable_sort(linked, std::greater{},
                             [](const LinkedUnit& link) { return std::abs(link.weight); });
    return linked;
}

} // namespace counterpart::ui
