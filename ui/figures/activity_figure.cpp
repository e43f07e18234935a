#include "ui/figures/activity_figure.h"

#include "core/analysis/mean_activations.h"
#include "plots/ticks.h"
#include "ui/figures/pair_titles.h"
#include "ui/figures/unit_picture_loader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace counterpart::ui {

using core::Side;
using core::UnitMean;

namespace {

constexpr std::array kSides{Side::A, Side::B};

/// One decimal as published, or as many as three digits of the largest mean take.
int decimalsOf(double largest)
{
    constexpr int kMostDecimals = 6;
    if (!(largest > 0))
        return 1;
    return std::clamp(2 - static_cast<int>(std::floor(std::log10(largest))), 1, kMostDecimals);
}

double largestOf(const std::vector<UnitMean>& units)
{
    double largest = 0;
    for (const UnitMean& unit : units)
        largest = std::max(largest, std::abs(unit.mean));
    return largest;
}

plots::Curve meanCurve(const session::PairResult& result, const PairTitles& titles, Side side,
                       bool isLogarithmic)
{
    const std::vector<UnitMean> units =
        core::unitsByMean(result.analysis->statistics.moments.mean[side]);
    const int decimals = decimalsOf(largestOf(units));
    plots::Curve curve;
    curve.name = titles.full(side);
    curve.role = side == Side::A ? plots::CurveRole::NetworkA : plots::CurveRole::NetworkB;
    for (const UnitMean& one : units) {
        if (isLogarithmic && !(one.mean > 0))
            continue;
        curve.points.push_back({one.mean,
                                {{result.pair[side].net, result.pair[side].layer, one.unit}},
                                titles.layer[side] + "[" + std::to_string(one.unit.value) +
                                    "]   mean " + plots::fixed(one.mean, decimals)});
    }
    return curve;
}

/// Whole powers of ten around all points.
void setLogarithmicLimits(plots::CurveContent& content)
{
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    for (const plots::Curve& curve : content.curves) {
        for (const plots::CurvePoint& point : curve.points) {
            low = std::min(low, point.y);
            high = std::max(high, point.y);
        }
    }
    if (high == 0)
        low = high = 1;
    content.yLow = std::pow(10, std::floor(std::log10(low)));
    content.yHigh = std::pow(10, std::floor(std::log10(high)) + 1);
}

void setLimits(plots::CurveContent& content)
{
    double low = 0;
    double high = 0;
    for (const plots::Curve& curve : content.curves) {
        if (curve.points.empty())
            continue;
        high = std::max(high, curve.points.front().y);
        low = std::min(low, curve.points.back().y);
    }
    content.yLow = low;
    content.yHigh = high > low ? high : low + 1;
}

plots::UnitPictures withMean(plots::UnitPictures unit, double mean, int decimals)
{
    unit.note = plots::fixed(mean, decimals);
    return unit;
}

/// Places beside one another; a side may have fewer.
plots::GallerySection makeSection(const char* which,
                                  const core::SidePair<std::vector<UnitMean>>& units,
                                  const core::SidePair<const UnitPictureLoader*>& loaders,
                                  int decimals)
{
    const std::size_t count = std::max(units.a.size(), units.b.size());
    plots::GallerySection section{std::to_string(count) + " " + which + " active unit" +
                                      (count == 1 ? "" : "s") + " of each network",
                                  {}};
    for (std::size_t i = 0; i < count; ++i) {
        plots::GalleryPair pair;
        pair.hasPartner = false;
        for (const Side side : kSides) {
            if (i >= units[side].size())
                continue;
            const UnitMean& one = units[side][i];
            (side == Side::A ? pair.a : pair.b) =
                withMean(loaders[side]->load(one.unit), one.mean, decimals);
        }
        section.pairs.push_back(std::move(pair));
    }
    return section;
}

} // namespace

plots::CurveContent makeMeanActivations(const session::PairResult& result, bool isLogarithmic)
{
    const PairTitles titles = pairTitles(result);
    plots::CurveContent content;
    content.title = "Mean activations, " + titles.layers();
    content.xTitle = "unit, by falling mean activation";
    content.yTitle = "mean activation";
    content.isLogarithmic = isLogarithmic;
    for (const Side side : kSides) {
        content.curves.push_back(meanCurve(result, titles, side, isLogarithmic));
        const auto all = result.analysis->statistics.moments.mean[side].size();
        const auto left = all - static_cast<core::Index>(content.curves.back().points.size());
        if (left > 0)
            content.notes.push_back("not above 0, not shown: " + std::to_string(left) + " of " +
                                    (side == Side::A ? "A" : "B"));
    }
    if (isLogarithmic)
        setLogarithmicLimits(content);
    else
        setLimits(content);
    return content;
}

plots::GalleryContent loadActiveUnits(const session::PairResult& result,
                                      const ActiveUnitsOptions& options,
                                      const core::Progress& progress)
{
    progress.stage("reading pictures");
    core::SidePair<core::ActiveUnits> active;
    core::SidePair<std::vector<core::UnitIndex>> shown;
    double largest = 0;
    for (const Side side : kSides) {
        active[side] = core::mostAndLeastActive(result.analysis->statistics, side, options.units);
        for (const auto* list : {&active[side].most, &active[side].least}) {
            std::ranges::transform(*list, std::back_inserter(shown[side]), &UnitMean::unit);
            largest = std::max(largest, largestOf(*list));
        }
    }
    const int crops = options.cropsPerSide * options.cropsPerSide;
    const UnitPictureLoader loaderA(result, Side::A, shown.a, crops);
    progress.report(0.4);
    progress.checkpoint();
    const UnitPictureLoader loaderB(result, Side::B, shown.b, crops);
    progress.report(0.8);
    progress.checkpoint();

    const PairTitles titles = pairTitles(result);
    plots::GalleryContent content;
    content.titleA = titles.full(Side::A);
    content.titleB = titles.full(Side::B);
    content.cropsPerSide = options.cropsPerSide;
    const core::SidePair<const UnitPictureLoader*> loaders{&loaderA, &loaderB};
    const int decimals = decimalsOf(largest);
    const auto addSection = [&](const char* which, std::vector<UnitMean> core::ActiveUnits::*list) {
        if (!(active.a.*list).empty() || !(active.b.*list).empty())
            content.sections.push_back(
                makeSection(which, {active.a.*list, active.b.*list}, loaders, decimals));
    };
    addSection("most", &core::ActiveUnits::most);
    addSection("least", &core::ActiveUnits::least);
    return content;
}

} // namespace counterpart::ui
