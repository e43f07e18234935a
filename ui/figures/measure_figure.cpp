#include "ui/figures/measure_figure.h"

#include "core/analysis/joint_histogram.h"
#include "core/analysis/matching.h"
#include "plots/ticks.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

using core::Index;
using core::Matrix;
using core::Side;

namespace {

constexpr int kBins = 64;
constexpr std::size_t kMostMarkers = 12;
constexpr double kSaturatedShare = 0.99; // of the occupied cells
/// How the time divides between matching anew, comparing and drawing.
constexpr double kMatchShare = 0.2;
constexpr double kComparedShare = 0.7;

std::vector<char> deadFlags(Index units, const std::vector<core::UnitIndex>& dead)
{
    std::vector<char> isDead(static_cast<std::size_t>(units), 0);
    for (const core::UnitIndex unit : dead)
        isDead[static_cast<std::size_t>(unit.value)] = 1;
    return isDead;
}

int binOf(double value, const plots::DensityAxis& axis)
{
    const double share = (value - axis.low) / (axis.high - axis.low);
    return std::clamp(static_cast<int>(share * kBins), 0, kBins - 1);
}

/// Counts the pairs of live units, and keeps of each cell the pair that is farthest off the curve.
class PairScatter
{
public:
    PairScatter(const session::PairResult& result, plots::DensityContent& content)
        : m_result(result),
          m_correlation(result.analysis->correlation.between),
          m_information(result.information->values.between),
          m_content(content),
          m_farthest(kBins * kBins, -1)
    {
        content.counts = plots::DensityContent::Counts::Zero(kBins, kBins);
        content.cellUnits.assign(kBins * kBins, {});
    }

    void count(const core::Progress& progress)
    {
        const auto& dead = m_result.analysis->correlation.dead;
        const auto isDeadA = deadFlags(m_correlation.rows(), dead.a);
        const auto isDeadB = deadFlags(m_correlation.cols(), dead.b);
        for (Index b = 0; b < m_correlation.cols(); ++b) {
            progress.checkpoint();
            if (isDeadB[static_cast<std::size_t>(b)])
                continue;
            for (Index a = 0; a < m_correlation.rows(); ++a) {
                if (!isDeadA[static_cast<std::size_t>(a)])
                    add(a, b);
            }
            progress.report(static_cast<double>(b + 1) / static_cast<double>(m_correlation.cols()));
        }
    }

private:
    void add(Index a, Index b)
    {
        const double r = m_correlation(a, b);
        const double information = m_information(a, b);
        const int column = binOf(r, m_content.x);
        const int row = binOf(information, m_content.y);
        ++m_content.counts(column, row);
        const auto cell = static_cast<std::size_t>(column * kBins + row);
        const double distance = std::abs(core::informationalCorrelation(information) - std::abs(r));
        if (distance <= m_farthest[cell])
            return;
        m_farthest[cell] = distance;
        const auto& [layerA, layerB] = m_result.pair;
        m_content.cellUnits[cell] = {
            {layerA.net, layerA.layer, core::UnitIndex{static_cast<int>(a)}},
            {layerB.net, layerB.layer, core::UnitIndex{static_cast<int>(b)}}};
    }

    const session::PairResult& m_result;
    const Matrix& m_correlation;
    const Matrix& m_information;
    plots::DensityContent& m_content;
    std::vector<double> m_farthest;
};

/// The information of normal variables, as far as the axes go.
std::vector<plots::Point> normalCurve(const plots::DensityContent& content)
{
    constexpr int kSteps = 400;
    std::vector<plots::Point> curve;
    for (int i = 1; i < kSteps; ++i) {
        const double r = -1 + 2.0 * i / kSteps;
        const double information = core::informationOfNormalPair(r);
        if (r >= content.x.low && r <= content.x.high && information <= content.y.high)
            curve.push_back({r, information});
    }
    return curve;
}

plots::DensityMarker marker(const session::PairResult& result, const PairTitles& titles,
                            const core::MeasureDifference& pair)
{
    return {pair.correlation,
            pair.information,
            {{result.pair.a.net, result.pair.a.layer, pair.a},
             {result.pair.b.net, result.pair.b.layer, pair.b}},
            titles.layer.a + "[" + std::to_string(pair.a.value) + "] ~ " + titles.layer.b + "[" +
                std::to_string(pair.b.value) + "]   r = " + plots::fixed(pair.correlation, 3) +
                ", MI = " + plots::fixed(pair.information, 3)};
}

/// Where a pair of units lies, for as long as its result does.
auto placeOfPair(const session::PairResult& result)
{
    return [pair = result.pair, analysis = result.analysis, information = result.information](
               const std::vector<core::UnitRef>& units) -> std::optional<plots::Point> {
        core::SidePair<core::UnitIndex> found;
        for (const core::UnitRef& unit : units) {
            for (const Side side : {Side::A, Side::B}) {
                if (unit.layerRef() == pair[side] && !found[side].isValid()) {
                    found[side] = unit.unit;
                    break;
                }
            }
        }
        if (!found.a.isValid() || !found.b.isValid())
            return std::nullopt;
        return plots::Point{analysis->correlation.between(found.a.value, found.b.value),
                            information->values.between(found.a.value, found.b.value)};
    };
}

plots::DensityContent makeScatter(const session::PairResult& result,
                                  const core::MeasureAgreement& agreement,
                                  const core::Progress& progress)
{
    const PairTitles titles = pairTitles(result);
    const Matrix& correlation = result.analysis->correlation.between;
    const Matrix& information = result.information->values.between;
    plots::DensityContent content;
    content.title = titles.full(Side::A) + "  ~  " + titles.full(Side::B);
    content.x = {"correlation", {}, 0, 1};
    content.y = {"mutual information (nats)", {}, 0, 0.1};
    if (correlation.size() > 0) {
        content.x.low = std::max(-1.0, std::floor(correlation.minCoeff() * 5) / 5);
        content.x.high = std::max(content.x.low + 0.2, std::ceil(correlation.maxCoeff() * 5) / 5);
        content.y.low = std::min(0.0, information.minCoeff());
        content.y.high = std::max(0.1, std::ceil(information.maxCoeff() * 10) / 10);
    }
    content.countName = "pairs";
    PairScatter(result, content).count(progress);
    content.saturation = static_cast<double>(core::countAt(content.counts, kSaturatedShare));
    content.reference = normalCurve(content);
    content.notes = {std::to_string(agreement.livePairs) + " pairs; the line: normal variables"};
    for (std::size_t i = 0; i < std::min(kMostMarkers, agreement.differences.size()); ++i)
        content.markers.push_back(marker(result, titles, agreement.differences[i]));
    if (!content.markers.empty())
        content.notes.push_back("dots: the " + std::to_string(content.markers.size()) +
                                " pairs on which the two differ most");
    content.place = placeOfPair(result);
    return content;
}

} // namespace

MeasureComparison compareMeasures(const session::PairResult& result, int listed,
                                  const core::Progress& progress)
{
    const core::Correlation& correlation = result.analysis->correlation;
    // Whatever the pair was matched by, here its best units are by signed correlation.
    const core::Matching byCorrelation = core::match(
        correlation.between, correlation.dead, {.isSigned = true}, progress.part(0, kMatchShare));
    MeasureComparison comparison;
    comparison.agreement = core::compareMeasures(
        {correlation.between, result.information->values.between, correlation.dead}, byCorrelation,
        result.information->matching, listed, progress.part(kMatchShare, kComparedShare));
    comparison.scatter =
        makeScatter(result, comparison.agreement, progress.part(kComparedShare, 1));
    return comparison;
}

} // namespace counterpart::ui
