#include "ui/figures/matching_figure.h"

#include "core/analysis/matching.h"
#include "ui/figures/measure_names.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>

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
                std::to_string(partner.value) + "]   " + measureSymbol(result.measure) + " = " +
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

/// Correlations up to 1, information as far as it goes.
void setLimits(plots::CurveContent& content, session::Measure measure)
{
    if (measure != session::Measure::Information) {
        content.yLow = axisLow(content);
        return;
    }
    double high = 0;
    for (const plots::Curve& curve : content.curves) {
        for (const plots::CurvePoint& point : curve.points)
            high = std::max(high, point.y);
    }
    content.yHigh = std::max(0.1, std::ceil(high * 10) / 10);
}

/// A chart with one place for each layer and values between 0 and 1; a note names the layers that
/// have no value.
plots::CurveContent layerChart(const std::vector<session::PairResult>& layers, std::string title,
                               std::string yTitle)
{
    plots::CurveContent content;
    content.title = std::move(title);
    content.xTitle = "layer";
    content.yTitle = std::move(yTitle);
    std::string without;
    for (const session::PairResult& layer : layers) {
        content.categories.push_back(pairTitles(layer).layers());
        if (!layer.matching->semiMean)
            without += (without.empty() ? "" : ", ") + content.categories.back();
    }
    if (!without.empty())
        content.notes.push_back("no live units: " + without);
    return content;
}

/// The curve of a value of each layer; layers without one are left out.
plots::Curve layerCurve(const std::vector<session::PairResult>& layers, std::string name,
                        plots::CurveRole role,
                        const std::function<std::optional<double>(const core::Matching&)>& value,
                        const std::function<std::string(double)>& text)
{
    plots::Curve curve{std::move(name), role, {}, true};
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (const std::optional<double> y = value(*layers[i].matching))
            curve.points.push_back(
                {*y, {}, pairTitles(layers[i]).layers() + ": " + text(*y), static_cast<int>(i)});
    }
    return curve;
}

} // namespace

plots::CurveContent makeMatchingCurves(const session::PairResult& result)
{
    const core::Matching& matching = *result.matching;
    const PairTitles titles = pairTitles(result);
    plots::CurveContent content;
    content.title = titles.full(core::Side::A) + "  →  " + titles.full(core::Side::B);
    content.xTitle = "unit of A, by falling value of the semi-matching";
    content.yTitle = result.measure == session::Measure::Information
                         ? "MI with the assigned unit (nats)"
                         : measureName(result.measure) + " with the assigned unit";
    plots::Curve semi{mean("semi-matching", matching.semiMean), plots::CurveRole::Semi, {}, false};
    plots::Curve matched{
        mean("matching", matching.matchingMean), plots::CurveRole::Matching, {}, false};
    bool everyUnitHasPartner = true;
    int rank = 0;
    for (const int unit : ranking(matching)) {
        ++rank;
        const core::UnitMatch& match = matching.units.a[static_cast<std::size_t>(unit)];
        semi.points.push_back(curvePoint(result, titles, unit, match.semi, match.semiValue));
        if (!match.partner.isValid()) {
            everyUnitHasPartner = false;
            continue;
        }
        matched.points.push_back(
            curvePoint(result, titles, unit, match.partner, match.partnerValue));
        matched.points.back().place = rank;
    }
    if (!everyUnitHasPartner)
        content.notes.push_back("units without a partner are left out of the matching's curve");
    if (matching.overlap)
        content.notes.push_back("same value in both: " + number(*matching.overlap * 100, 1) +
                                " % of units");
    content.curves = {std::move(semi), std::move(matched)};
    setLimits(content, result.measure);
    return content;
}

plots::CurveContent makeLayerAverages(const std::vector<session::PairResult>& layers)
{
    const session::Measure measure =
        layers.empty() ? session::Measure::Correlation : layers.front().measure;
    plots::CurveContent content =
        layerChart(layers, "Average by layer", "mean " + measureTitle(measure));
    const auto text = [](double value) { return number(value, 3); };
    content.curves = {layerCurve(
                          layers, "semi-matching", plots::CurveRole::Semi,
                          [](const core::Matching& matching) { return matching.semiMean; }, text),
                      layerCurve(
                          layers, "matching", plots::CurveRole::Matching,
                          [](const core::Matching& matching) { return matching.matchingMean; },
                          text)};
    setLimits(content, measure);
    return content;
}

plots::CurveContent makeShareBelow(const std::vector<session::PairResult>& layers, double threshold)
{
    plots::CurveContent content = layerChart(
        layers, "Units without a match above " + number(threshold, 2), "share of the units of A");
    content.curves = {layerCurve(
        layers, "best value below " + number(threshold, 2), plots::CurveRole::NetworkA,
        [threshold](const core::Matching& matching) {
            return core::shareBelow(matching, threshold);
        },
        [](double share) { return number(share * 100, 1) + " %"; })};
    return content;
}

} // namespace counterpart::ui
