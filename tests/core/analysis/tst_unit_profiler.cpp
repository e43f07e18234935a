#include "core/analysis/unit_profiler.h"

#include <QTest>

using namespace counterpart::core;

class UnitProfilerTest : public QObject
{
    Q_OBJECT

private slots:
    void gathersOverBlocks();
    void valuesOfOneSignAlone();
};

void UnitProfilerTest::gathersOverBlocks()
{
    UnitProfiler profiler(4, 2, 2);
    const std::vector<float> first{1, 2, -1, 0};
    const std::vector<float> second{2.5f, 7};
    profiler.add(first, rangeOf(first), std::vector<Index>{0, 1, 2, 3});
    profiler.add(second, rangeOf(second), std::vector<Index>{8, 9});
    const UnitProfile profile = profiler.profile(2);
    QCOMPARE(profile.minimum, -1.0f);
    QCOMPARE(profile.maximum, 7.0f);
    QCOMPARE(profile.top.size(), std::size_t{2});
    QCOMPARE(profile.top[0].input.value, 4);
    QCOMPARE(profile.top[0].column, 1);
    QCOMPARE(profile.top[0].value, 7.0f);
    QCOMPARE(profile.top[1].input.value, 0);
    QCOMPARE(profile.top[1].value, 2.0f);
    // Four bins from -1, of some multiple of 0.25 that reaches beyond 7.
    const Histogram& histogram = profile.histogram;
    QCOMPARE(histogram.low, -1.0);
    QVERIFY(histogram.high > 7 && histogram.high <= 10);
    QCOMPARE(histogram.counts[0], Index{3}); // -1, 0, 1
    QCOMPARE(histogram.counts[1], Index{2}); // 2, 2.5
    QCOMPARE(histogram.counts[2], Index{0});
    QCOMPARE(histogram.counts[3], Index{1}); // 7
}

void UnitProfilerTest::valuesOfOneSignAlone()
{
    UnitProfiler profiler(2, 1, 1);
    const std::vector<float> values{-5, -3};
    profiler.add(values, rangeOf(values), std::vector<Index>{0, 1});
    QCOMPARE(profiler.profile(1).minimum, -5.0f);
    QCOMPARE(profiler.profile(1).maximum, -3.0f);
}

QTEST_APPLESS_MAIN(UnitProfilerTest)
#include "tst_unit_profiler.moc"
