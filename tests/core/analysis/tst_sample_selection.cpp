#include "core/analysis/sample_selection.h"

#include <QTest>

#include <cmath>

using namespace counterpart::core;

namespace {

std::vector<Index> drawAll(Index total, Index wanted, std::uint64_t seed, Index step)
{
    SampleSelection selection(total, wanted, seed);
    std::vector<Index> taken;
    for (Index first = 0; first < total; first += step) {
        for (const Index offset : selection.draw(std::min(step, total - first)))
            taken.push_back(first + offset);
    }
    return taken;
}

} // namespace

class SampleSelectionTest : public QObject
{
    Q_OBJECT

private slots:
    void drawsExactlyTheNumberWanted();
    void doesNotDependOnTheBlocks();
    void seedsDiffer();
    void everySampleIsEquallyLikely();
    void everyPairIsEquallyLikely();
    void takesAll_data();
    void takesAll();
};

void SampleSelectionTest::drawsExactlyTheNumberWanted()
{
    for (const Index wanted : {1, 2, 50, 999, 1000}) {
        const std::vector<Index> taken = drawAll(1000, wanted, 7, 100);
        QCOMPARE(static_cast<Index>(taken.size()), wanted);
        QVERIFY(std::ranges::is_sorted(taken));
        QVERIFY(std::ranges::adjacent_find(taken) == taken.end());
        QVERIFY(taken.front() >= 0 && taken.back() < 1000);
    }
}

void SampleSelectionTest::doesNotDependOnTheBlocks()
{
    const std::vector<Index> whole = drawAll(997, 123, 42, 997);
    QCOMPARE(drawAll(997, 123, 42, 1), whole);
    QCOMPARE(drawAll(997, 123, 42, 64), whole);
}

void SampleSelectionTest::seedsDiffer()
{
    QVERIFY(drawAll(1000, 100, 0, 1000) != drawAll(1000, 100, 1, 1000));
}

/// 4,000 draws of 5 out of 20: each sample 1,000 times on average, deviation 27.4.
void SampleSelectionTest::everySampleIsEquallyLikely()
{
    std::vector<int> count(20, 0);
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        for (const Index sample : drawAll(20, 5, seed, 20))
            ++count[static_cast<std::size_t>(sample)];
    }
    for (const int times : count)
        QVERIFY2(std::abs(times - 1000) < 5 * 27.4, std::to_string(times).c_str());
}

/// A pair is drawn with probability 5 * 4 / (20 * 19): 210.5 times of 4,000, deviation 14.1.
void SampleSelectionTest::everyPairIsEquallyLikely()
{
    std::map<std::pair<Index, Index>, int> count;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        const std::vector<Index> taken = drawAll(20, 5, seed, 20);
        for (std::size_t i = 0; i < taken.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                ++count[{taken[j], taken[i]}];
        }
    }
    QCOMPARE(count.size(), std::size_t{190});
    for (const auto& [pair, times] : count)
        QVERIFY2(std::abs(times - 210.5) < 5 * 14.1, std::to_string(times).c_str());
}

void SampleSelectionTest::takesAll_data()
{
    QTest::addColumn<int>("wanted");
    QTest::newRow("no limit") << 0;
    QTest::newRow("just as many") << 30;
    QTest::newRow("more") << 31;
}

void SampleSelectionTest::takesAll()
{
    QFETCH(const int, wanted);
    const SampleSelection selection(30, wanted, 0);
    QVERIFY(selection.takesAll());
    QCOMPARE(selection.count(), Index{30});
    QCOMPARE(drawAll(30, wanted, 5, 7).size(), std::size_t{30});
}

QTEST_APPLESS_MAIN(SampleSelectionTest)
#include "tst_sample_selection.moc"
