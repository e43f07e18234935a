#include "core/analysis/mean_activations.h"

#include <QTest>

using namespace counterpart::core;

namespace {

UnitMean entry(int unit, double mean)
{
    return {UnitIndex{unit}, mean};
}

/// Means 3, 7, 3, -1, 0 of A, of which the first and the last unit never change.
LayerPairStatistics statistics()
{
    LayerPairStatistics result;
    result.moments.mean.a = Vector{{3, 7, 3, -1, 0}};
    result.profile.a.units.resize(5);
    result.profile.a.dead = {UnitIndex{0}, UnitIndex{4}};
    return result;
}

} // namespace

class MeanActivationsTest : public QObject
{
    Q_OBJECT

private slots:
    void sortsByFallingMean();
    void leavesDeadUnitsOut();
    void startButtonsOfMoreThanThereAre();
};

void MeanActivationsTest::sortsByFallingMean()
{
    const std::vector<UnitMean> expected{entry(1, 7), entry(0, 3), entry(2, 3), entry(4, 0),
                                         entry(3, -1)};
    QCOMPARE(unitsByMean(statistics().moments.mean.a), expected);
    QVERIFY(unitsByMean(Vector()).empty());
}

void MeanActivationsTest::leavesDeadUnitsOut()
{
    const ActiveUnits found = mostAndLeastActive(statistics(), Side::A, 2);
    QCOMPARE(found.most, (std::vector<UnitMean>{entry(1, 7), entry(2, 3)}));
    QCOMPARE(found.least, (std::vector<UnitMean>{entry(2, 3), entry(3, -1)}));
}

void MeanActivationsTest::startButtonsOfMoreThanThereAre()
{
    const ActiveUnits found = mostAndLeastActive(statistics(), Side::A, 8);
    QCOMPARE(found.most.size(), std::size_t{3});
    QCOMPARE(found.least, found.most);
    QVERIFY(mostAndLeastActive(statistics(), Side::A, 0).most.empty());
}

QTEST_APPLESS_MAIN(MeanActivationsTest)
#include "tst_mean_activations.moc"
