#include "plots/ticks.h"

#include <QStringList>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

using namespace counterpart::plots;

namespace {

QString joined(const Ticks& ticks)
{
    QStringList labels;
    for (const auto& label : ticks.labels)
        labels += QString::fromStdString(label);
    return labels.join(u' ');
}

} // namespace

class TestTicks : public QObject
{
    Q_OBJECT

private slots:
    void niceNumbers_data();
    void niceNumbers();
    void niceNumbersOfAnyRange();
    void wholeNumbers();
    void noTicksWithinRounding();
    void ranks_data();
    void ranks();
    void ranksOfAnyCount();
    void logarithmicCounts();
    void powers();
    void minusSigns();
};

void TestTicks::niceNumbers_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<int>("most");
    QTest::addColumn<QString>("expected");
    QTest::newRow("correlation") << 0.0 << 1.0 << 6 << "0.0 0.2 0.4 0.6 0.8 1.0";
    QTest::newRow("few") << 0.0 << 1.0 << 3 << "0.0 0.5 1.0";
    QTest::newRow("signed") << -1.0 << 1.0 << 5 << "−1.0 −0.5 0.0 0.5 1.0";
    QTest::newRow("within") << -2.13 << 3.9 << 4 << "−2 0 2";
    QTest::newRow("hundreds") << 0.0 << 950.0 << 5 << "0 200 400 600 800";
    QTest::newRow("small") << 0.0 << 1e-5 << 3 << "0 5e−6 1e−5";
    QTest::newRow("large") << 0.0 << 2e6 << 3 << "0 1e6 2e6";
    QTest::newRow("nothing") << 1.0 << 1.0 << 5 << "";
}

void TestTicks::niceNumbers()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(int, most);
    QFETCH(QString, expected);
    QCOMPARE(joined(niceTicks(low, high, most)), expected);
}

void TestTicks::wholeNumbers()
{
    QCOMPARE(joined(niceTicks(0.5, 8.5, 20, 1)), QStringLiteral("1 2 3 4 5 6 7 8"));
    QCOMPARE(joined(niceTicks(0.5, 32.5, 8, 1)), QStringLiteral("5 10 15 20 25 30"));
    QCOMPARE(joined(niceTicks(0, 1.08, 6, 1)), QStringLiteral("0 1"));
    QCOMPARE(joined(niceTicks(0.5, 1.5, 6, 1)), QStringLiteral("1"));
    QCOMPARE(joined(niceTicks(0.2, 0.8, 6, 1)), QString());
}

/// Of numbers that differ by rounding there are none, and asking ends.
void TestTicks::noTicksWithinRounding()
{
    QVERIFY(niceTicks(1 - 4.44e-16, 1, 8).positions.empty());
    QVERIFY(niceTicks(1e9, 1e9 + 1e-6, 5).positions.empty());
    QVERIFY(niceTicks(0, 0, 3).positions.empty());
    QVERIFY(niceTicks(2, 1, 3).positions.empty());
    QVERIFY(niceTicks(1 - 1e-9, 1, 8).positions.size() >= 2);
    QVERIFY(niceTicks(0, 5e-300, 8).positions.size() >= 2);
}

/// At most as many as asked for, at least two, within the range, evenly spaced by 1, 2, 4 or 5, no
/// label twice.
void TestTicks::niceNumbersOfAnyRange()
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> mantissa(-1, 1);
    std::uniform_int_distribution<int> exponent(-9, 9);
    std::uniform_int_distribution<int> count(3, 12);
    for (int run = 0; run < 2000; ++run) {
        const double scale = std::pow(10, exponent(random));
        double low = mantissa(random) * scale;
        double high = mantissa(random) * scale;
        if (low > high)
            std::swap(low, high);
        if (high - low < 0.05 * scale)
            continue;
        const int most = count(random);
        const auto ticks = niceTicks(low, high, most);
        const auto n = ticks.positions.size();
        QVERIFY(n <= static_cast<std::size_t>(most) && n >= 2 &&
                3 * n >= static_cast<std::size_t>(most));
        QCOMPARE(ticks.labels.size(), n);
        QVERIFY(ticks.positions.front() >= low - 1e-6 * scale);
        QVERIFY(ticks.positions.back() <= high + 1e-6 * scale);
        const double step = ticks.positions[1] - ticks.positions[0];
        const double leading = step / std::pow(10, std::floor(std::log10(step) + 1e-6));
        QVERIFY(std::ranges::any_of(std::array{1, 2, 4, 5}, [leading](int nice) {
            return std::abs(leading - nice) < 1e-6;
        }));
        for (std::size_t i = 0; i + 1 < n; ++i) {
            QVERIFY(std::abs(ticks.positions[i + 1] - ticks.positions[i] - step) < 1e-6 * step);
            QVERIFY(ticks.labels[i] != ticks.labels[i + 1]);
        }
    }
}

void TestTicks::ranks_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("most");
    QTest::addColumn<QString>("expected");
    QTest::newRow("32") << 32 << 9 << "1 4 8 12 16 20 24 28 32";
    QTest::newRow("96") << 96 << 9 << "1 16 32 48 64 80 96";
    QTest::newRow("100") << 100 << 7 << "1 20 40 60 80 100";
    QTest::newRow("4096") << 4096 << 9 << "1 512 1024 1536 2048 2560 3072 3584 4096";
    QTest::newRow("prime") << 37 << 6 << "1 10 20 30";
    QTest::newRow("five") << 5 << 9 << "1 2 3 4 5";
    QTest::newRow("one") << 1 << 9 << "1";
    QTest::newRow("none") << 0 << 9 << "";
}

void TestTicks::ranks()
{
    QFETCH(int, count);
    QFETCH(int, most);
    QFETCH(QString, expected);
    QCOMPARE(joined(rankTicks(count, most)), expected);
}

/// From 1 on, rising, within the ranks, not too many, and never two that touch.
void TestTicks::ranksOfAnyCount()
{
    for (int count = 1; count < 6000; count = count * 21 / 20 + 1)
        for (const int most : {3, 5, 9}) {
            const auto ticks = rankTicks(count, most);
            QVERIFY(ticks.positions.size() <= static_cast<std::size_t>(most));
            QVERIFY(count < 3 || ticks.positions.size() >= 2);
            QCOMPARE(ticks.positions.front(), 1.0);
            QVERIFY(ticks.positions.back() <= count);
            for (std::size_t i = 1; i < ticks.positions.size(); ++i)
                QVERIFY(ticks.positions[i] - ticks.positions[i - 1] >= 0.5 * count / (most + 1));
        }
}

void TestTicks::logarithmicCounts()
{
    const auto all = logCountTicks(11'000, 0.2);
    QCOMPARE(joined(all), "0 1 10 100 1000 10k");
    for (std::size_t i = 0; i < 5; ++i)
        QVERIFY(std::abs(all.positions[i + 1] - std::log10(1 + std::pow(10, i))) < 1e-12);
    QCOMPARE(joined(logCountTicks(11'000, 0.5)), "0 10 100 1000 10k");
    QCOMPARE(joined(logCountTicks(11'000, 1.5)), "0 100 10k");
    QCOMPARE(joined(logCountTicks(50'000'000, 2.1)), "0 1000 1M");
    QCOMPARE(joined(logCountTicks(0, 0.2)), "0");
}

void TestTicks::powers()
{
    QCOMPARE(joined(powerTicks(-1, 3, 6)), "0.1 1 10 100 1000");
    QCOMPARE(joined(powerTicks(-1, 3, 3)), "1 100");
    QCOMPARE(joined(powerTicks(0, 1, 6)), "1 2 5 10");
    QCOMPARE(joined(powerTicks(0.2, 0.8, 6)), "2 5");
    QCOMPARE(joined(powerTicks(-7, -5, 6)), "1e\u22127 1e\u22126 1e\u22125");
    const Ticks ticks = powerTicks(0, 1, 6);
    for (const double place : ticks.positions)
        QVERIFY(place >= 0 && place <= 1);
    QVERIFY(std::abs(ticks.positions[1] - 0.30103) < 1e-5);
}

void TestTicks::minusSigns()
{
    QCOMPARE(QString::fromStdString(fixed(-0.126, 2)), QString::fromUtf8("−0.13"));
    QCOMPARE(QString::fromStdString(fixed(-0.004, 2)), "0.00");
    QCOMPARE(QString::fromStdString(fixed(0.5, 2)), "0.50");
}

QTEST_APPLESS_MAIN(TestTicks)
#include "tst_ticks.moc"
