#include "core/analysis/rank_binning.h"

#include "core/base/types.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <set>

using namespace counterpart;
using namespace counterpart::core;

namespace {

std::vector<float> column(const ActivationBlock& values, Index unit)
{
    return {values.col(unit).data(), values.col(unit).data() + values.rows()};
}

std::vector<int> countsOf(const BinnedUnit& unit)
{
    std::vector<int> counts(static_cast<std::size_t>(unit.count), 0);
    for (const std::uint8_t bin : unit.bins)
        ++counts[bin];
    return counts;
}

/// Straight from the definition: ranks by counting, then the occupied bins numbered in order.
std::vector<int> zeroAndFivePercentByCounting(const std::vector<float>& values)
{
    const auto isZero = [](float value) { return static_cast<double>(value) <= 1e-6; };
    const long n = static_cast<long>(values.size());
    const long others = n - std::ranges::count_if(values, isZero);
    const long bins = (20 * others + n - 1) / n;
    std::vector<int> raw;
    for (const float value : values) {
        const long below = std::ranges::count_if(
            values, [&](float other) { return !isZero(other) && other < value; });
        raw.push_back(isZero(value) ? -1 : static_cast<int>(bins * below / others));
    }
    const std::set<int> used(raw.begin(), raw.end());
    for (int& bin : raw)
        bin = static_cast<int>(std::distance(used.begin(), used.find(bin)));
    return raw;
}

} // namespace

class RankBinningTest : public QObject
{
    Q_OBJECT

private slots:
    void namesOfTheBinnings();
    void equalMassWithoutZeros();
    void zerosAreABinOfTheirOwn();
    void agreesWithCounting_data();
    void agreesWithCounting();
    void percentileEdges();
    void aConstantHasOneBin();
};

void RankBinningTest::namesOfTheBinnings()
{
    QCOMPARE(binningFromString("zero+5%"), Binning::ZeroAndFivePercent);
    QCOMPARE(binningFromString("percentile20"), Binning::Percentile20);
    QCOMPARE(binningFromString("5%"), std::nullopt);
    QCOMPARE(toString(Binning::Percentile20), "percentile20");
}

void RankBinningTest::equalMassWithoutZeros()
{
    std::vector<float> values(2000);
    std::iota(values.begin(), values.end(), 1.0f);
    std::ranges::reverse(values);
    for (const Binning binning : {Binning::ZeroAndFivePercent, Binning::Percentile20}) {
        const BinnedUnit unit = binByRank(values, binning);
        QCOMPARE(countsOf(unit), std::vector<int>(20, 100));
        QVERIFY(std::ranges::is_sorted(unit.bins, std::greater{}));
    }
}

/// 1e-6 itself and everything negative belong to the zeros, the next float does not; half of the
/// values are left, which makes ten bins of 5 %.
void RankBinningTest::zerosAreABinOfTheirOwn()
{
    std::vector<float> values{0.0f, -0.0f, 1e-6f, -3.0f, 1e-30f};
    values.resize(100, 0.0f);
    for (int i = 0; i < 100; ++i)
        values.push_back(std::nextafter(1e-6f, 1.0f) + static_cast<float>(i));
    const BinnedUnit unit = binByRank(values, Binning::ZeroAndFivePercent);
    std::vector<int> expected{100};
    expected.resize(11, 10);
    QCOMPARE(countsOf(unit), expected);
    QCOMPARE(unit.bins[2], std::uint8_t{0});
    QCOMPARE(unit.bins[100], std::uint8_t{1});
}

void RankBinningTest::agreesWithCounting_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"normal", "relu", "sparse", "ties", "few", "large", "top tie"})
        QTest::newRow(kind) << kind;
}

void RankBinningTest::agreesWithCounting()
{
    QFETCH(const QString, kind);
    std::vector<float> values = column(test::normalActivations(777, 1, 3), 0);
    if (kind == QStringLiteral("few"))
        values.resize(7);
    for (float& value : values) {
        if (kind == QStringLiteral("relu"))
            value = std::max(value, 0.0f);
        else if (kind == QStringLiteral("sparse"))
            value = std::max(value - 1.8f, 0.0f);
        else if (kind == QStringLiteral("ties"))
            value = std::round(2 * value) / 2;
        else if (kind == QStringLiteral("large"))
            value = value * 1e30f;
        else if (kind == QStringLiteral("top tie"))
            value = std::min(value + 2, 2.0f);
    }
    const BinnedUnit unit = binByRank(values, Binning::ZeroAndFivePercent);
    QCOMPARE(std::vector<int>(unit.bins.begin(), unit.bins.end()),
             zeroAndFivePercentByCounting(values));
    QCOMPARE(unit.count, *std::ranges::max_element(unit.bins) + 1);
}

/// Of the values 0, 5, … 100 the percentiles are themselves: each opens a bin, and the last one is
/// closed. Of 1 and 2 the edges are 1.05, 1.1, … 1.95.
void RankBinningTest::percentileEdges()
{
    std::vector<float> values;
    std::vector<std::uint8_t> expected;
    for (int i = 0; i <= 20; ++i) {
        values.push_back(static_cast<float>(5 * i));
        expected.push_back(static_cast<std::uint8_t>(std::min(i, 19)));
    }
    QCOMPARE(binByRank(values, Binning::Percentile20).bins, expected);
    QCOMPARE(binByRank(std::vector<float>{2, 1}, Binning::Percentile20).bins,
             (std::vector<std::uint8_t>{1, 0}));
}

void RankBinningTest::aConstantHasOneBin()
{
    for (const Binning binning : {Binning::ZeroAndFivePercent, Binning::Percentile20}) {
        for (const float value : {0.0f, -2.0f, 3.5f}) {
            const BinnedUnit unit = binByRank(std::vector<float>(50, value), binning);
            QCOMPARE(unit.count, 1);
            QCOMPARE(unit.bins, std::vector<std::uint8_t>(50, 0));
        }
    }
}

QTEST_APPLESS_MAIN(RankBinningTest)
#include "tst_rank_binning.moc"
