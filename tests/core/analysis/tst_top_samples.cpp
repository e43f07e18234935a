#include "core/analysis/top_samples.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

using namespace counterpart::core;

namespace {

/// Sorts everything, straight from the definition.
std::vector<TopSample> sortedTop(const std::vector<float>& values, Index positions, Index columns,
                                 std::size_t count)
{
    std::map<Index, std::pair<float, Index>> best; // input -> value, position
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Index input = static_cast<Index>(i) / positions;
        const Index position = static_cast<Index>(i) % positions;
        if (!best.contains(input) || values[i] > best[input].first)
            best[input] = {values[i], position};
    }
    std::vector<TopSample> all;
    for (const auto& [input, found] : best)
        all.push_back({InputIndex{static_cast<int>(input)},
                       static_cast<int>(found.second / columns),
                       static_cast<int>(found.second % columns), found.first});
    std::ranges::stable_sort(all, std::ranges::greater{}, &TopSample::value);
    all.resize(std::min(all.size(), count));
    return all;
}

std::vector<TopSample> streamedTop(const std::vector<float>& values, Index positions, Index columns,
                                   int count, std::size_t block)
{
    TopSamples top(count, positions);
    std::vector<Index> numbers(values.size());
    std::iota(numbers.begin(), numbers.end(), 0);
    for (std::size_t first = 0; first < values.size(); first += block) {
        const std::size_t size = std::min(block, values.size() - first);
        const std::span<const float> part = std::span(values).subspan(first, size);
        top.add(part, std::ranges::max(part), std::span(numbers).subspan(first, size));
    }
    return top.samples(columns);
}

bool isSame(const std::vector<TopSample>& one, const std::vector<TopSample>& two)
{
    return std::ranges::equal(one, two, [](const TopSample& a, const TopSample& b) {
        return a.input == b.input && a.row == b.row && a.column == b.column && a.value == b.value;
    });
}

} // namespace

class TopSamplesTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsSorting_data();
    void equalsSorting();
    void tiesGoToTheEarlier();
    void countsPlacesAmongAllSamples();
};

void TopSamplesTest::equalsSorting_data()
{
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("positions");
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("levels"); // few different values make many ties
    QTest::newRow("one position") << 2000 << 1 << 1 << 9 << 1000000;
    QTest::newRow("a map") << 300 << 12 << 4 << 9 << 1000000;
    QTest::newRow("ties") << 300 << 12 << 4 << 9 << 3;
    QTest::newRow("constant") << 300 << 6 << 3 << 9 << 1;
    QTest::newRow("fewer inputs than places") << 5 << 6 << 3 << 64 << 100;
    QTest::newRow("none wanted") << 50 << 1 << 1 << 0 << 100;
    QTest::newRow("one wanted") << 50 << 4 << 2 << 1 << 10;
}

void TopSamplesTest::equalsSorting()
{
    QFETCH(const int, inputs);
    QFETCH(const int, positions);
    QFETCH(const int, columns);
    QFETCH(const int, count);
    QFETCH(const int, levels);
    std::mt19937 random(9);
    std::uniform_int_distribution<int> level(-levels / 2, levels / 2);
    std::vector<float> values(static_cast<std::size_t>(inputs * positions));
    std::ranges::generate(values, [&] { return static_cast<float>(level(random)); });

    const auto expected = sortedTop(values, positions, columns, static_cast<std::size_t>(count));
    for (const std::size_t block : {std::size_t{1}, std::size_t{13}, std::size_t{600}})
        QVERIFY(isSame(streamedTop(values, positions, columns, count, block), expected));
}

void TopSamplesTest::tiesGoToTheEarlier()
{
    // 3 inputs of a 1 x 2 map; inputs 0 and 2 share the value 5, input 2 has it twice.
    const std::vector<TopSample> top = streamedTop({1, 5, 4, 3, 5, 5}, 2, 2, 3, 6);
    QCOMPARE(top.size(), std::size_t{3});
    QCOMPARE(top[0].input.value, 0);
    QCOMPARE(top[0].column, 1);
    QCOMPARE(top[1].input.value, 2);
    QCOMPARE(top[1].column, 0);
    QCOMPARE(top[2].input.value, 1);
    QCOMPARE(top[2].value, 4.0f);
}

void TopSamplesTest::countsPlacesAmongAllSamples()
{
    TopSamples top(2, 6);
    const std::vector<float> values{1, 9};
    const std::vector<Index> samples{7, 6 * 100 + 5};
    top.add(values, 9, samples);
    const std::vector<TopSample> found = top.samples(3);
    QCOMPARE(found[0].input.value, 100);
    QCOMPARE(found[0].row, 1);
    QCOMPARE(found[0].column, 2);
    QCOMPARE(found[1].input.value, 1);
    QCOMPARE(found[1].row, 0);
    QCOMPARE(found[1].column, 1);
}

QTEST_APPLESS_MAIN(TopSamplesTest)
#include "tst_top_samples.moc"
