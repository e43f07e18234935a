#include "ui/figures/matching_figure.h"

#include "core/analysis/matching.h"

#include <QTest>

using namespace counterpart;

namespace {

core::UnitMatch matchOf(int semi, double semiValue, int partner, double partnerValue)
{
    core::UnitMatch match;
    match.semi = {semi};
    match.semiValue = semiValue;
    match.partner = {partner};
    match.partnerValue = partnerValue;
    return match;
}

/// Layer `layer` of two networks of the layers conv1, conv2 and fc, with these matches of A.
session::PairResult resultOf(int layer, std::vector<core::UnitMatch> units, bool isSigned = true)
{
    const auto network = [](const char* name) {
        auto made = std::make_shared<core::Network>();
        made->name = name;
        for (const char* layerName : {"conv1", "conv2", "fc"}) {
            made->layers.emplace_back();
            made->layers.back().name = layerName;
        }
        return made;
    };
    auto matching = std::make_shared<core::Matching>();
    matching->units.a = std::move(units);
    double sum = 0;
    for (const core::UnitMatch& unit : matching->units.a)
        sum += unit.semiValue;
    if (!matching->units.a.empty() && matching->units.a.front().semi.isValid())
        matching->semiMean = matching->matchingMean =
            sum / static_cast<double>(matching->units.a.size());
    session::PairResult result;
    result.pair = {{{0}, {layer}}, {{1}, {layer}}};
    result.networks = {network("net A"), network("net B")};
    result.matching = matching;
    result.isSigned = isSigned;
    result.measure =
        isSigned ? session::Measure::Correlation : session::Measure::AbsoluteCorrelation;
    return result;
}

std::vector<int> places(const plots::Curve& curve)
{
    std::vector<int> found;
    for (const plots::CurvePoint& point : curve.points)
        found.push_back(point.place);
    return found;
}

} // namespace

class TestMatchingFigure : public QObject
{
    Q_OBJECT

private slots:
    /// A layer without live units has no value, which is not the value 0.
    void layerWithoutLiveUnitsIsAGap()
    {
        const std::vector<session::PairResult> layers{
            resultOf(0, {matchOf(0, 0.8, 0, 0.8)}), resultOf(1, {matchOf(-1, 0, -1, 0)}),
            resultOf(2, {matchOf(1, 0.4, 1, 0.4), matchOf(0, 0.6, 0, 0.6)})};
        const plots::CurveContent averages = ui::makeLayerAverages(layers);
        QCOMPARE(averages.categories, (std::vector<std::string>{"conv1", "conv2", "fc"}));
        for (const plots::Curve& curve : averages.curves) {
            QCOMPARE(places(curve), (std::vector<int>{0, 2}));
            QCOMPARE(curve.points[1].y, 0.5);
        }
        QCOMPARE(averages.notes, std::vector<std::string>{"no live units: conv2"});

        const plots::CurveContent shares = ui::makeShareBelow(layers, 0.5);
        QCOMPARE(places(shares.curves[0]), (std::vector<int>{0, 2}));
        QCOMPARE(shares.curves[0].points[0].y, 0.0);
        QCOMPARE(shares.curves[0].points[1].y, 0.5);
        QCOMPARE(shares.notes, std::vector<std::string>{"no live units: conv2"});
    }

    void axisNamesTheMeasure()
    {
        const auto title = [](bool isSigned) {
            return ui::makeLayerAverages({resultOf(0, {matchOf(0, 0.8, 0, 0.8)}, isSigned)}).yTitle;
        };
        QCOMPARE(title(true), std::string("mean correlation"));
        QCOMPARE(title(false), std::string("mean |correlation|"));
        QVERIFY(ui::makeLayerAverages({}).curves[0].points.empty());
    }

    /// Both curves have each unit at its rank, also after a unit without a partner.
    void unitsStayAtTheirRank()
    {
        const plots::CurveContent curves = ui::makeMatchingCurves(resultOf(
            0, {matchOf(0, 0.2, 1, 0.1), matchOf(0, 0.9, 0, 0.9), matchOf(0, 0.5, -1, 0)}));
        const plots::Curve& matched = curves.curves[1];
        QCOMPARE(places(matched), (std::vector<int>{1, 3}));
        QCOMPARE(matched.points[1].units[0].unit, core::UnitIndex{0});
        QCOMPARE(curves.curves[0].points.size(), 3);
    }
};

QTEST_APPLESS_MAIN(TestMatchingFigure)
#include "tst_matching_figure.moc"
