#include "core/base/random.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace counterpart::core;

class RandomTest : public QObject
{
    Q_OBJECT

private slots:
    void everyNumberBelowIsEquallyLikely();
    void deviatesAreNormal();
};

void RandomTest::everyNumberBelowIsEquallyLikely()
{
    std::mt19937_64 random(1);
    constexpr int kDraws = 70000;
    std::array<int, 7> counts{};
    for (int draw = 0; draw < kDraws; ++draw)
        ++counts.at(randomBelow(random, counts.size()));
    double square = 0;
    const double expected = kDraws / 7.0;
    for (const int count : counts)
        square += (count - expected) * (count - expected) / expected;
    QVERIFY2(square < 22.5, "chi square of 6 degrees of freedom beyond its 99.9 % point");
}

/// Mean, variance, skewness and kurtosis, and the share beyond two deviations.
void RandomTest::deviatesAreNormal()
{
    std::mt19937_64 random(2);
    constexpr int kDraws = 200000;
    std::array<double, 5> moments{};
    int beyond = 0;
    for (int draw = 0; draw < kDraws; ++draw) {
        const double value = randomNormal(random);
        for (std::size_t power = 1; power < moments.size(); ++power)
            moments.at(power) += std::pow(value, power) / kDraws;
        beyond += std::abs(value) > 2;
    }
    QVERIFY(std::abs(moments[1]) < 0.01);
    QVERIFY(std::abs(moments[2] - 1) < 0.015);
    QVERIFY(std::abs(moments[3]) < 0.03);
    QVERIFY(std::abs(moments[4] - 3) < 0.1);
    QVERIFY(std::abs(static_cast<double>(beyond) / kDraws - 0.0455) < 0.002);
}

QTEST_APPLESS_MAIN(RandomTest)
#include "tst_random.moc"
