#include "core/analysis/measure_agreement.h"

#include "core/base/error.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <stop_token>

using namespace counterpart;
using namespace counterpart::core;

class MeasureAgreementTest : public QObject
{
    Q_OBJECT

private slots:
    void normalPairs();
    void largestDifferencesEqualSortingAll();
    void listsUnitsWithAnotherPartner();
    void ranksEqualCounting();
    void stopsWhenAsked();
};

/// Both functions undo one another; .5 log(4/3) is the information at r = .5.
void MeasureAgreementTest::normalPairs()
{
    QVERIFY(std::abs(informationOfNormalPair(.5) - .5 * std::log(4. / 3)) < 1e-15);
    QCOMPARE(informationOfNormalPair(0), 0.);
    for (const double r : {-.999, -.3, 1e-5, .2, .97})
        QVERIFY(std::abs(informationalCorrelation(informationOfNormalPair(r)) - std::abs(r)) <
                1e-9);
    QCOMPARE(informationalCorrelation(-.01), 0.);
}

void MeasureAgreementTest::largestDifferencesEqualSortingAll()
{
    const Matrix correlation = test::uniformMatrix(13, 9, 1);
    const Matrix information = test::uniformMatrix(13, 9, 2, -.1, 1.5);
    const SidePair<std::vector<UnitIndex>> dead{{UnitIndex{4}}, {UnitIndex{0}, UnitIndex{8}}};
    const ComparedMeasures measures{correlation, information, dead};
    std::vector<double> expected;
    for (Index a = 0; a < 13; ++a) {
        for (Index b = 1; b < 8; ++b) {
            const double shared = std::max(information(a, b), 0.);
            if (a != 4)
                expected.push_back(
                    std::abs(std::sqrt(1 - std::exp(-2 * shared)) - std::abs(correlation(a, b))));
        }
    }
    std::ranges::sort(expected, std::ranges::greater{});
    const auto found = largestDifferences(measures, 10, {});
    QCOMPARE(found.size(), std::size_t{10});
    for (std::size_t i = 0; i < found.size(); ++i) {
        QVERIFY(std::abs(std::abs(found[i].difference) - expected[i]) < 1e-12);
        QCOMPARE(found[i].correlation, correlation(found[i].a.value, found[i].b.value));
        QCOMPARE(found[i].information, information(found[i].a.value, found[i].b.value));
    }
    QCOMPARE(largestDifferences(measures, 1000, {}).size(), expected.size());
    QVERIFY(largestDifferences(measures, 0, {}).empty());
}

void MeasureAgreementTest::listsUnitsWithAnotherPartner()
{
    const Matrix correlation{{.9, .1, 0}, {.2, .8, .1}, {.1, .2, .5}};
    const Matrix information{{1., .1, 0}, {.2, .3, .75}, {.9, .2, .5}};
    const Matching byCorrelation = match(correlation, {}, {}, {});
    const Matching byInformation = match(information, {}, {}, {});
    const auto changed =
        otherPartners({correlation, information, {}}, byCorrelation, byInformation);
    QCOMPARE(changed.size(), std::size_t{2}); // 1: from 1 to 2; 2: from 2 to 0; gains .45 and .4
    QCOMPARE(changed[0].byCorrelation.a, UnitIndex{1});
    QCOMPARE(changed[0].byCorrelation.b, UnitIndex{1});
    QCOMPARE(changed[0].byInformation.b, UnitIndex{2});
    QCOMPARE(changed[0].byInformation.information, .75);
    QCOMPARE(changed[1].byInformation.b, UnitIndex{0});
    QVERIFY(std::abs(shareOfSamePartner(byCorrelation, byInformation).value() - 1. / 3) < 1e-15);
    QVERIFY(!shareOfSamePartner(Matching{}, Matching{}));
}

/// Coarse values, so that many are equal.
void MeasureAgreementTest::ranksEqualCounting()
{
    const auto coarse = [](Matrix values) { return Matrix((values.array() * 8).round() / 8); };
    const Matrix correlation = coarse(test::uniformMatrix(11, 14, 3));
    const Matrix information = coarse(test::uniformMatrix(11, 14, 4, 0, 1.5));
    const SidePair<std::vector<UnitIndex>> dead{{UnitIndex{10}}, {UnitIndex{5}}};
    const Matching byCorrelation = match(correlation, dead, {}, {});
    const Matching byInformation = match(information, dead, {}, {});
    const MeasureAgreement agreement =
        compareMeasures({correlation, information, dead}, byCorrelation, byInformation, 1000, {});
    QCOMPARE(agreement.livePairs, Index{10 * 13});
    QCOMPARE(agreement.differences.size(), std::size_t{10 * 13});
    const auto verify = [&](const MeasureDifference& pair) {
        Index higherCorrelation = 0;
        Index higherInformation = 0;
        for (Index a = 0; a < 10; ++a) {
            for (Index b = 0; b < 14; ++b) {
                if (b == 5)
                    continue;
                higherCorrelation += std::abs(correlation(a, b)) > std::abs(pair.correlation);
                higherInformation += information(a, b) > pair.information;
            }
        }
        QCOMPARE(pair.rankByCorrelation, higherCorrelation + 1);
        QCOMPARE(pair.rankByInformation, higherInformation + 1);
    };
    for (const MeasureDifference& pair : agreement.differences)
        verify(pair);
    QVERIFY(!agreement.changed.empty());
    for (const OtherPartner& partner : agreement.changed) {
        verify(partner.byCorrelation);
        verify(partner.byInformation);
    }
}

void MeasureAgreementTest::stopsWhenAsked()
{
    const Matrix values = test::uniformMatrix(3, 3, 5);
    std::stop_source stop;
    stop.request_stop();
    const SidePair<std::vector<UnitIndex>> dead;
    const ComparedMeasures measures{values, values, dead};
    const Progress progress(stop.get_token(), {});
    QVERIFY_EXCEPTION_THROWN(compareMeasures(measures, {}, {}, 5, progress), Cancelled);
}

QTEST_APPLESS_MAIN(MeasureAgreementTest)
#include "tst_measure_agreement.moc"
