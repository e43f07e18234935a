#include "core/analysis/growing_histogram.h"

#include "tests/support/random_activations.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace counterpart;
using namespace counterpart::core;

namespace {

Histogram inBlocks(std::vector<float> values, std::size_t block, int bins)
{
    GrowingHistogram histogram(bins);
    for (std::size_t first = 0; first < values.size(); first += block) {
        const std::span<const float> part =
            std::span(values).subspan(first, std::min(block, values.size() - first));
        histogram.add(part, rangeOf(part));
    }
    return histogram.histogram();
}

/// Counts again, in double, over the range that was found.
std::vector<Index> countAgain(const std::vector<float>& values, const Histogram& histogram)
{
    std::vector<Index> counts(histogram.counts.size(), 0);
    const double width =
        (histogram.high - histogram.low) / static_cast<double>(histogram.counts.size());
    for (const float value : values) {
        const double place = std::floor((static_cast<double>(value) - histogram.low) / width);
        if (place < 0 || place >= static_cast<double>(counts.size()))
            return {};
        ++counts[static_cast<std::size_t>(place)];
    }
    return counts;
}

std::vector<float> sample(float mean, float deviation, bool isRelu = false)
{
    const ActivationBlock values = test::normalActivations(3000, 1, 5, mean, deviation);
    std::vector<float> result(values.data(), values.data() + values.size());
    for (float& value : result)
        value = isRelu ? std::max(value, 0.0f) : value;
    return result;
}

} // namespace

class GrowingHistogramTest : public QObject
{
    Q_OBJECT

private slots:
    void countsAreExact_data();
    void countsAreExact();
    void constantValuesFillOneBin_data();
    void constantValuesFillOneBin();
    void extremesOfSinglePrecisionAreHeld();
    void nothingAddedIsAllZero();
};

void GrowingHistogramTest::countsAreExact_data()
{
    QTest::addColumn<std::vector<float>>("values");
    QTest::addColumn<int>("bins");
    QTest::newRow("normal") << sample(0, 1) << 64;
    QTest::newRow("after ReLU") << sample(0, 5, true) << 64;
    QTest::newRow("large mean") << sample(1e4f, 1) << 64;
    QTest::newRow("negative") << sample(-300, 20) << 64;
    QTest::newRow("small") << sample(0, 1e-20f) << 64;
    QTest::newRow("large") << sample(0, 1e20f) << 64;
    QTest::newRow("two bins") << sample(3, 2) << 2;
    QTest::newRow("many bins") << sample(3, 2) << 4096;
    std::vector<float> rising(2000);
    std::iota(rising.begin(), rising.end(), -100.0f);
    QTest::newRow("rising") << rising << 10;
    std::ranges::reverse(rising);
    QTest::newRow("falling") << rising << 10;
}

void GrowingHistogramTest::countsAreExact()
{
    QFETCH(const std::vector<float>, values);
    QFETCH(const int, bins);
    const Histogram whole = inBlocks(values, values.size(), bins);

    QCOMPARE(static_cast<int>(whole.counts.size()), bins);
    QCOMPARE(countAgain(values, whole), whole.counts);
    const auto [smallest, largest] = std::ranges::minmax(values);
    const double reach = static_cast<double>(largest) - static_cast<double>(smallest);
    QVERIFY(whole.low <= static_cast<double>(smallest));
    QVERIFY(static_cast<double>(largest) < whole.high);
    if (bins <= 64 && bins > 2)
        QVERIFY(reach >= 0.7 * (whole.high - whole.low));

    std::vector<float> shuffled = values;
    std::ranges::shuffle(shuffled, std::mt19937(3));
    for (const std::vector<float>& order : {values, shuffled}) {
        for (const std::size_t block : {std::size_t{1}, std::size_t{7}, std::size_t{1024}}) {
            const Histogram again = inBlocks(order, block, bins);
            QCOMPARE(again.low, whole.low);
            QCOMPARE(again.high, whole.high);
            QCOMPARE(again.counts, whole.counts);
        }
    }
}

void GrowingHistogramTest::constantValuesFillOneBin_data()
{
    QTest::addColumn<float>("value");
    for (const float value : {0.0f, 1.0f, -1.0f, 1e-38f, -1e-42f, 3e38f, 123.456f})
        QTest::addRow("%g", static_cast<double>(value)) << value;
}

void GrowingHistogramTest::constantValuesFillOneBin()
{
    QFETCH(const float, value);
    const Histogram histogram = inBlocks(std::vector<float>(100, value), 30, 64);
    QVERIFY(histogram.low <= static_cast<double>(value));
    QVERIFY(static_cast<double>(value) < histogram.high);
    QCOMPARE(std::ranges::max(histogram.counts), Index{100});
    QCOMPARE(std::reduce(histogram.counts.begin(), histogram.counts.end()), Index{100});
}

void GrowingHistogramTest::extremesOfSinglePrecisionAreHeld()
{
    const float most = std::numeric_limits<float>::max();
    for (const int bins : {2, 64}) {
        const Histogram histogram = inBlocks({1e-42f, 0, -1e-42f, 1, -1, most, -most}, 1, bins);
        QCOMPARE(std::reduce(histogram.counts.begin(), histogram.counts.end()), Index{7});
        QVERIFY(histogram.low <= static_cast<double>(-most));
        QVERIFY(static_cast<double>(most) < histogram.high);
    }
}

void GrowingHistogramTest::nothingAddedIsAllZero()
{
    const Histogram histogram = GrowingHistogram(8).histogram();
    QCOMPARE(histogram.counts, std::vector<Index>(8, 0));
    QVERIFY(histogram.low < histogram.high);
}

QTEST_APPLESS_MAIN(GrowingHistogramTest)
#include "tst_growing_histogram.moc"
