#include "core/similarity/comparison_plan.h"

#include <QtTest>

#include <set>

using namespace counterpart::core;

namespace {

std::vector<PlacePair> rectangle(int rows, int columns)
{
    std::vector<PlacePair> pairs;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            pairs.push_back({row, rows + column});
    return pairs;
}

PassPairs allOf(const std::vector<PlacePair>& pairs)
{
    PassPairs all;
    for (std::size_t i = 0; i < pairs.size(); ++i)
        all.push_back(i);
    return all;
}

/// As many units as there are layers and pairs.
Index layersAndPairs(const std::vector<PlacePair>& pairs, const PassPairs& some)
{
    std::set<int> layers;
    for (const std::size_t place : some)
        layers.insert({pairs[place].first, pairs[place].second});
    return static_cast<Index>(layers.size() + some.size());
}

} // namespace

class TestComparisonPlan : public QObject
{
    Q_OBJECT

private slots:
    void oneIsEnoughIfAllFits();
    void everyPairIsInOnePassThatFits_data();
    void everyPairIsInOnePassThatFits();
    void aPairThatDoesNotFitIsLeftAlone();
    void layersAreReadAsOftenAsTheSquareRootOfThePasses();
};

void TestComparisonPlan::oneIsEnoughIfAllFits()
{
    const auto pairs = rectangle(4, 5);
    const auto bytes = [&](const PassPairs& some) { return layersAndPairs(pairs, some); };
    QCOMPARE(planPasses(pairs, allOf(pairs), 29, bytes).size(), std::size_t(1));
    QVERIFY(planPasses(pairs, allOf(pairs), 28, bytes).size() > 1);
    QVERIFY(planPasses(pairs, {}, 28, bytes).empty());
}

void TestComparisonPlan::everyPairIsInOnePassThatFits_data()
{
    QTest::addColumn<int>("budget");
    for (const int budget : {3, 4, 7, 12, 20})
        QTest::addRow("%d", budget) << budget;
}

void TestComparisonPlan::everyPairIsInOnePassThatFits()
{
    QFETCH(int, budget);
    std::vector<PlacePair> pairs = rectangle(5, 3);
    for (int i = 8; i < 13; ++i) // and a triangle, as of a group
        for (int j = i + 1; j < 13; ++j)
            pairs.push_back({i, j});
    const auto bytes = [&](const PassPairs& some) { return layersAndPairs(pairs, some); };
    std::vector<int> met(pairs.size(), 0);
    for (const PassPairs& pass : planPasses(pairs, allOf(pairs), budget, bytes)) {
        QVERIFY(bytes(pass) <= budget);
        for (const std::size_t place : pass)
            ++met[place];
    }
    QVERIFY(std::ranges::all_of(met, [](int times) { return times == 1; }));
}

void TestComparisonPlan::aPairThatDoesNotFitIsLeftAlone()
{
    const auto pairs = rectangle(2, 2);
    const auto bytes = [&](const PassPairs& some) { return layersAndPairs(pairs, some); };
    QCOMPARE(planPasses(pairs, allOf(pairs), 1, bytes).size(), std::size_t(4));
}

void TestComparisonPlan::layersAreReadAsOftenAsTheSquareRootOfThePasses()
{
    const auto pairs = rectangle(64, 64);
    const auto bytes = [&](const PassPairs& some) { return layersAndPairs(pairs, some); };
    const auto passes = planPasses(pairs, allOf(pairs), 8 * 8 + 16, bytes);
    QCOMPARE(passes.size(), std::size_t(64));
    Index read = 0;
    for (const PassPairs& pass : passes)
        read += bytes(pass) - static_cast<Index>(pass.size());
    QCOMPARE(read, Index(8 * 128)); // each of the 128 layers 8 times
}

QTEST_APPLESS_MAIN(TestComparisonPlan)
#include "tst_comparison_plan.moc"
