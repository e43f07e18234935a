#include "core/base/natural_order.h"

#include <QtTest>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace counterpart::core;

class TestNaturalOrder : public QObject
{
    Q_OBJECT

private slots:
    void numbersCountAsNumbers();
    void everyPairIsOrderedOneWay();
};

void TestNaturalOrder::numbersCountAsNumbers()
{
    const std::vector<std::string> sorted{"",
                                          "a",
                                          "a (2)",
                                          "a (10)",
                                          "b1.9",
                                          "b1.10",
                                          "epoch0",
                                          "epoch2.h5",
                                          "epoch10.h5",
                                          "epoch10.h5x",
                                          "epoch0011a",
                                          "layer9_w10",
                                          "layer10_w9",
                                          "layer10_w9 ",
                                          "n12345678901234567890123",
                                          "n12345678901234567890124"};
    std::mt19937 generator(1);
    for (int order = 0; order < 200; ++order) {
        std::vector<std::string> shuffled = sorted;
        std::ranges::shuffle(shuffled, generator);
        std::ranges::sort(shuffled, isNaturallyBefore);
        QCOMPARE(shuffled, sorted);
    }
}

void TestNaturalOrder::everyPairIsOrderedOneWay()
{
    const std::vector<std::string> texts{"7", "07", "7a", "x", "x0", "x00", "x01", "0x", ""};
    for (const std::string& a : texts) {
        for (const std::string& b : texts)
            QCOMPARE(int(isNaturallyBefore(a, b)) + int(isNaturallyBefore(b, a)), int(a != b));
    }
    QVERIFY(isNaturallyBefore("07", "7")); // equal numbers: as texts
    QVERIFY(isNaturallyBefore("x", "x0"));
}

QTEST_APPLESS_MAIN(TestNaturalOrder)
#include "tst_natural_order.moc"
