#include "ui/figures/matching_figure.h"

#include "core/analysis/matching.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace counterpart::ui {

namespace {

std::string number(double value, int decimals)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

std::string mean(const char* name, const std::optional<double>& value)
{
    return value ? std::string(name) + ", mean " + number(*value, 3) : std::string(name);
}

/// Units of A with a best partner, by falling value.
std::vector<int> ranking(const core::Matching& matching)
{
    std::vector<int> ranked;
    for (std::size_t i = 0; i < matching.units.a.size(); ++i) {
        if (matching.units.a[i].semi.isValid())
            ranked.push_back(static_cast<int>(i));
    }
    std::ranges::stable_sort(ranked, std::greater{}, [&](int unit) {
        return matching.units.a[static_cast<std::size_t>(unit)].semiValue;
    });
    return ranked;
}

plots::CurvePoint curvePoint(const session::PairResult& result, const PairTitles& titles, int unit,
                             core::UnitIndex partner, double value)
{
    const core::LayerRef a = result.pair.a;
    const core::LayerRef b = result.pair.b;
    return {value,
            {{a.net, a.layer, core::UnitIndex{unit}}, {b.net, b.layer, partner}},
            titles.layer.a + "[" + std::to_string(unit) + "] ~ " + titles.layer.b + "[" +
                std::to_string(partner.value) + "]   " + (result.isSigned ? "r = " : "|r| = ") +
                number(value, 3)};
}

/// The lowest round value that leaves room for all points.
double axisLow(const plots::CurveContent& content)
{
    double low = 0;
    for (const plots::Curve& curve : content.curves) {
        for (const plots::CurvePoint& point : curve.points)
            low = std::min(low, point.y);
    }
    return std::floor(low * 5) / 5;
}

/// A chart with one place for each layer and values between 0 and 1.
plots::CurveContent layerChart(const std::vector<session::PairResult>& layers, std::string title,
                               std::string yTitle)
{
    plots::CurveContent content;
    content.title = std::move(title);
    content.xTitle = "layer";
    content.yTitle = std::move(yTitle);
    for (const session::PairResult& layer : layers)
        content.categories.push_back(pairTitles(layer).layers());
    return content;
}

} // namespace

plots::CurveContent makeMatchingCurves(const session::PairResult& result)
{
    const core::Matching& matching = *result.matching;
    const PairTitles titles = pairTitles(result);
    plots::CurveContent content;
    content.title = titles.full(core::Side::A) + "  →  " + titles.full(core::Side::B);
    content.xTitle = "unit of A, by falling value of the semi-matching";
    content.yTitle = result.isSigned ? "correlation with the assigned unit"
                                     : "|correlation| with the assigned unit";
    plots::Curve semi{mean("semi-matching", matching.semiMean), plots::CurveRole::Semi, {}, false};
    plots::Curve matched{
        mean("matching", matching.matchingMean), plots::CurveRole::Matching, {}, false};
    bool everyUnitHasPartner = true;
    for (const int unit : ranking(matching)) {
        const core::UnitMatch& match = matching.units.a[static_cast<std::size_t>(unit)];
        semi.points.push_back(curvePoint(result, titles, unit, match.semi, match.semiValue));
        if (match.partner.isValid())
            matched.points.push_back(
                curvePoint(result, titles, unit, match.partner, match.partnerValue));
        else
            everyUnitHasPartner = false;
    }
    if (!everyUnitHasPartner)
        content.notes.push_back("units without a partner are left out of the matching's curve");
    if (matching.overlap)
        content.notes.push_back("same value in both: " + number(*matching.overlap * 100, 1) +
                                " % of units");
    content.curves = {std::move(semi), std::move(matched)};
    content.yLow = axisLow(content);
    return content;
}

plots::CurveContent makeLayerAverages(const std::vector<session::PairResult>& layers)
{
    plots::CurveContent content = layerChart(layers, "Average by layer", "mean correlation");
    plots::Curve semi{"semi-matching", plots::CurveRole::Semi, {}, true};
    plots::Curve matched{"matching", plots::CurveRole::Matching, {}, true};
    for (const session::PairResult& layer : layers) {
        const std::string name = pairTitles(layer).layers();
        const auto point = [&](const std::optional<double>& value) {
            return plots::CurvePoint{
                value.value_or(0), {}, name + ": " + (value ? number(*value, 3) : "no live units")};
        };
        semi.points.push_back(point(layer.matching->semiMean));
        matched.points.push_back(point(layer.matching->matchingMean));
    }
    content.curves = {std::move(semi), std::move(matched)};
    content.yLow = axisLow(content);
    return content;
}

plots::CurveContent makeShareBelow(const std::vector<session::PairResult>& layers, double threshold)
{
    plots::CurveContent content = layerChart(
        layers, "Units without a match above " + number(threshold, 2), "share of the units of A");
    plots::Curve curve{
        "best value below " + number(threshold, 2), plots::CurveRole::NetworkA, {}, true};
    for (const session::PairResult& layer : layers) {
        const auto share = core::shareBelow(*layer.matching, threshold);
        curve.points.push_back({share.value_or(0),
                                {},
                                pairTitles(layer).layers() + ": " +
                                    (share ? number(*share * 100, 1) + " %" : "no live units")});
    }
    content.curves = {std::move(curve)};
    return content;
}

} // namespace counterpart::ui
