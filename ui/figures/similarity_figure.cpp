#include "ui/figures/similarity_figure.h"

#include "core/analysis/cka.h"
#include "core/analysis/pwcca.h"
#include "core/analysis/svcca.h"
#include "core/io/study_series.h"
#include "plots/ticks.h"
#include "session/kept_result.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <sstream>

namespace counterpart::ui {

using core::Index;
using core::Side;

namespace {

using Rule = core::SvccaKeep::Rule;

/// How the time divides: two decompositions, then the band.
constexpr double kCcaShare = 0.35;
constexpr double kMeasureShare = 0.9;

/// The numbers of one set of moments, in the order of the table.
struct MeasureValues
{
    std::optional<double> mean, variance, singular, pwccaA, pwccaB, pwcca;
    core::SidePair<Index> keptVariance, keptSingular;
    core::LinearSimilarity linear;
};

MeasureValues valuesOf(const std::optional<core::Cca>& cca, const core::Moments& moments,
                       const core::Progress& progress)
{
    MeasureValues values;
    values.linear = core::linearSimilarity(moments, progress.part(0, 0.4));
    if (!cca)
        return values;
    const core::Pwcca pwcca = core::projectionWeighted(*cca);
    const core::Svcca variance = core::svcca(*cca, {Rule::Variance}, progress.part(0.4, 0.7));
    const core::Svcca singular = core::svcca(*cca, {Rule::Singular}, progress.part(0.7, 1));
    values.mean = cca->mean();
    values.variance = variance.mean();
    values.singular = singular.mean();
    values.keptVariance = variance.kept;
    values.keptSingular = singular.kept;
    values.pwccaA = pwcca.a;
    values.pwccaB = pwcca.b;
    values.pwcca = pwcca.symmetric;
    return values;
}

QString keptNote(const core::SidePair<Index>& kept)
{
    return QStringLiteral("keeps %1 and %2 directions").arg(kept.a).arg(kept.b);
}

std::vector<models::MeasureRow> measuresOf(const session::PairResult& result,
                                           const PairSimilarity& similarity,
                                           const MeasureValues& real, const MeasureValues& shuffled)
{
    const QString& why = similarity.refusal;
    std::vector<models::MeasureRow> measures;
    const auto addCca = [&](const char* page, const char* name, const std::optional<double>& value,
                            const std::optional<double>& null, const QString& note) {
        measures.push_back({page, name, value, null, 0, 1, value ? note : why});
    };
    QString rank;
    if (similarity.cca) {
        const core::Cca& cca = *similarity.cca;
        rank = QStringLiteral("ranks %1 and %2; independent layers: mean ρ² %3")
                   .arg(cca.layer.a.rank())
                   .arg(cca.layer.b.rank())
                   .arg(core::nullMeanSquare(cca), 0, 'f', 4);
    }
    addCca("cca", "mean CCA", real.mean, shuffled.mean, rank);
    addCca("svcca", "SVCCA, 99 % of the variance", real.variance, shuffled.variance,
           keptNote(real.keptVariance));
    addCca("svcca", "SVCCA, 99 % of the singular values", real.singular, shuffled.singular,
           keptNote(real.keptSingular));
    addCca("pwcca", "PWCCA, weights of A", real.pwccaA, shuffled.pwccaA, {});
    addCca("pwcca", "PWCCA, weights of B", real.pwccaB, shuffled.pwccaB, {});
    addCca("pwcca", "PWCCA, symmetric", real.pwcca, shuffled.pwcca,
           QStringLiteral("mean of the two"));
    const QString constant = QStringLiteral("a layer has no unit that varies");
    measures.push_back({"cka", "linear CKA", real.linear.cka, shuffled.linear.cka, 0, 1,
                        real.linear.cka ? QString() : constant});
    measures.push_back({"procrustes", "orthogonal Procrustes", real.linear.procrustes,
                        shuffled.linear.procrustes, 0, 1,
                        real.linear.procrustes ? QString() : constant});
    if (result.measure != session::Measure::Information) {
        measures.push_back({"matching",
                            "mean of the matching",
                            result.matching->matchingMean,
                            {},
                            result.isSigned ? -1.0 : 0.0,
                            1,
                            "live units with a partner"});
        measures.push_back({"semi-matching",
                            "mean of the semi-matching",
                            result.matching->semiMean,
                            {},
                            result.isSigned ? -1.0 : 0.0,
                            1,
                            "best unit of B for each of A"});
    }
    return measures;
}

core::CcaOrReason ccaOf(const session::PairResult& result, const core::Moments& moments,
                        const core::Progress& progress)
{
    const core::SidePair<std::string>& layer = result.analysis->layer;
    return core::ccaOrReason(moments, {"A (" + layer.a + ")", "B (" + layer.b + ")"}, {}, progress);
}

plots::XySeries coefficientCurve(const std::string& name, plots::XyStyle style, std::size_t colour,
                                 const core::Vector& values)
{
    plots::XySeries series{name, style, {colour, {}}, {}};
    for (Index i = 0; i < values.size(); ++i)
        series.points.push_back({double(i + 1), values[i], {}, {}, {}, {}});
    return series;
}

/// As many draws as take seconds at most, within reason.
int drawsFor(Index rank)
{
    constexpr double kOperations = 6e9;
    constexpr double kOperationsOfDraw = 7;
    const auto size = static_cast<double>(rank);
    return static_cast<int>(
        std::clamp(kOperations / (kOperationsOfDraw * size * size * size), 20.0, 200.0));
}

plots::XyBand bandOf(const core::CcaNullBand& chance, int draws)
{
    plots::XyBand band{
        "independent layers, 95 % of " + std::to_string(draws) + " draws", {6, {}}, {}, {}, {}};
    for (Index i = 0; i < chance.low.size(); ++i) {
        band.x.push_back(double(i + 1));
        band.low.push_back(chance.low[i]);
        band.high.push_back(chance.high[i]);
    }
    return band;
}

/// The band of layers of these ranks, drawn once for a study.
core::CcaNullBand chanceOf(const session::PairResult& result, const core::SidePair<Index>& rank,
                           Index samples, int draws, const core::Progress& progress)
{
    const core::PassOptions& pass = result.analysis->options.pass;
    std::ostringstream kind;
    kind << "null-band " << rank.a << ' ' << rank.b << ' ' << samples << ' ' << draws;
    return *session::keptOrMade(
        session::drawerPlace(kind.str(), {result.networks.a, result.networks.b}, pass),
        [&](const std::string& text) {
            return core::nullBandFromText(text, std::min(rank.a, rank.b));
        },
        [&] {
            return std::make_shared<const core::CcaNullBand>(
                core::ccaNullBand(rank.a, rank.b, samples, draws, pass.policy.seed, progress));
        },
        &core::nullBandToText);
}

} // namespace

PairSimilarity measurePair(const session::PairResult& result, const session::PairMoments& read,
                           const core::Progress& progress)
{
    PairSimilarity similarity;
    similarity.read = read;
    core::CcaOrReason cca = ccaOf(result, *read.moments, progress.part(0, kCcaShare));
    similarity.refusal = QString::fromStdString(cca.reason);
    similarity.cca = std::move(cca.cca);
    const std::optional<core::Cca> shuffled =
        ccaOf(result, *read.shuffled, progress.part(kCcaShare, 2 * kCcaShare)).cca;
    similarity.measures =
        measuresOf(result, similarity,
                   valuesOf(similarity.cca, *read.moments, progress.part(2 * kCcaShare, 0.8)),
                   valuesOf(shuffled, *read.shuffled, progress.part(0.8, kMeasureShare)));
    if (!similarity.cca)
        return similarity;
    if (shuffled)
        similarity.shuffled = shuffled->coefficients;
    similarity.bartlett = core::bartlettTest(*similarity.cca);
    const core::SidePair<Index> rank{similarity.cca->layer.a.rank(),
                                     similarity.cca->layer.b.rank()};
    similarity.chanceDraws = drawsFor(std::min(rank.a, rank.b));
    similarity.chance = chanceOf(result, rank, similarity.cca->samples, similarity.chanceDraws,
                                 progress.part(kMeasureShare, 1));
    return similarity;
}

plots::XyContent makeCoefficients(const session::PairResult& result,
                                  const PairSimilarity& similarity)
{
    const PairTitles titles = pairTitles(result);
    plots::XyContent content;
    content.title = titles.full(Side::A) + "  ~  " + titles.full(Side::B);
    content.x = {"canonical direction, by falling correlation", 0.5, 1.5};
    content.y = {"canonical correlation \u03C1", 0, 1};
    if (!similarity.cca) {
        content.notes.push_back(similarity.refusal.toStdString());
        return content;
    }
    const core::Vector& rho = similarity.cca->coefficients;
    content.x.high = double(rho.size()) + 0.5;
    content.x.isWhole = true;
    plots::XySeries real = coefficientCurve("\u03C1", plots::XyStyle::LineAndPoints, 0, rho);
    for (std::size_t i = 0; i < real.points.size(); ++i) {
        const bool isSignificant = Index(i) < similarity.bartlett.significant;
        real.points[i].text = "direction " + std::to_string(i + 1) +
                              "   \u03C1 = " + plots::fixed(real.points[i].y, 4) +
                              (isSignificant ? "" : "   not significant");
    }
    content.series.push_back(std::move(real));
    if (similarity.shuffled.size() > 0)
        content.series.push_back(coefficientCurve("inputs of B shuffled", plots::XyStyle::Dashed, 3,
                                                  similarity.shuffled));
    content.bands.push_back(bandOf(similarity.chance, similarity.chanceDraws));
    content.notes.push_back(std::to_string(similarity.bartlett.significant) + " of " +
                            std::to_string(rho.size()) + " significant (Bartlett, 5 %)");
    return content;
}

double directionSign(const PairSimilarity& similarity, Index direction)
{
    const core::Matrix& cross = similarity.read.moments->cross.a;
    const core::Vector norms = cross.diagonal().cwiseSqrt();
    const core::Vector projections = similarity.cca->projections(Side::A, direction, 1);
    Index strongest = 0;
    (norms.array() > 0).select(projections.array().abs() / norms.array(), 0.0).maxCoeff(&strongest);
    return projections[strongest] < 0 ? -1 : 1;
}

std::vector<CarryingUnit> carryingUnits(const session::PairResult& result,
                                        const PairSimilarity& similarity, Index direction,
                                        Side side)
{
    const core::Vector projections = similarity.cca->projections(side, direction, 1);
    const core::Vector weights = similarity.cca->directions(side, direction, 1);
    const core::Matrix& cross = similarity.read.moments->cross[side];
    const core::LayerRef layer = result.pair[side];
    const double sign = directionSign(similarity, direction);
    std::vector<CarryingUnit> units;
    for (Index unit = 0; unit < projections.rows(); ++unit) {
        const double norm = std::sqrt(cross(unit, unit));
        if (!(norm > 0))
            continue;
        units.push_back({{layer.net, layer.layer, core::UnitIndex{static_cast<int>(unit)}},
                         sign * projections[unit] / norm,
                         sign * weights[unit] * norm});
    }
    std::ranges::stable_sort(units, std::ranges::greater{},
                             [](const CarryingUnit& unit) { return std::abs(unit.correlation); });
    return units;
}

} // namespace counterpart::ui
