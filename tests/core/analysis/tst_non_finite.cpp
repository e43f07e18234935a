#include "core/analysis/non_finite.h"

#include "tests/support/memory_source.h"

#include <QTest>

#include <limits>
#include <numeric>

using namespace counterpart;
using namespace counterpart::core;

namespace {
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();
} // namespace

class NonFiniteTest : public QObject
{
    Q_OBJECT

private slots:
    void countsAndFindsTheFirst();
    void theEarlierSampleIsFirst();
    void dropsWholeRows();
    void messageNamesThePlace();
};

void NonFiniteTest::countsAndFindsTheFirst()
{
    const std::vector<float> values{1, kNaN, -kInf, 2, kInf};
    const std::vector<Index> samples{10, 11, 12, 13, 14};
    const NonFiniteCount count = countNonFinite(values, samples, Side::B, 3);
    QCOMPARE(count.values, Index{3});
    QVERIFY((count.first == NonFinitePlace{11, Side::B, 3}));
    QVERIFY(!countNonFinite({}, {}, Side::A, 0).first);
}

void NonFiniteTest::theEarlierSampleIsFirst()
{
    NonFiniteCount count{2, NonFinitePlace{5, Side::B, 0}};
    count.add({1, NonFinitePlace{5, Side::A, 9}});
    QVERIFY((count.first == NonFinitePlace{5, Side::A, 9}));
    count.add({1, NonFinitePlace{4, Side::B, 9}});
    QVERIFY((count.first == NonFinitePlace{4, Side::B, 9}));
    count.add({1, NonFinitePlace{6, Side::A, 0}});
    count.add({});
    QVERIFY((count.first == NonFinitePlace{4, Side::B, 9}));
    QCOMPARE(count.values, Index{5});
}

void NonFiniteTest::dropsWholeRows()
{
    SampleBlock block{ActivationBlock(8, 3), std::vector<Index>(6)};
    std::iota(block.samples.begin(), block.samples.end(), 100);
    for (Index column = 0; column < 3; ++column) {
        for (Index row = 0; row < 8; ++row)
            block.values(row, column) = static_cast<float>(10 * column + row);
    }
    block.values(0, 1) = kNaN;
    block.values(4, 2) = kInf;
    block.values(4, 0) = kNaN;
    block.values(7, 0) = kNaN; // not in use
    QCOMPARE(dropNonFiniteRows(block), Index{2});
    QCOMPARE(block.samples, (std::vector<Index>{101, 102, 103, 105}));
    for (Index column = 0; column < 3; ++column) {
        for (Index row = 0; row < 4; ++row)
            QCOMPARE(block.values(row, column),
                     static_cast<float>(10 * column + block.samples[static_cast<std::size_t>(row)] -
                                        100));
    }
    QCOMPARE(dropNonFiniteRows(block), Index{0});
}

void NonFiniteTest::messageNamesThePlace()
{
    const SourceNames names{"netA.h5, /activations/conv1", "netB.h5, /activations/conv1"};
    const test::MemorySource map34(ActivationBlock::Zero(4 * 12, 9), 12, 4);
    const std::string map =
        nonFiniteMessage({7, NonFinitePlace{2 * 12 + 5, Side::B, 8}}, names, map34, map34);
    QCOMPARE(QString::fromStdString(map),
             "netB.h5, /activations/conv1 holds a NaN or an infinity at input 2, row 1, column 1, "
             "unit 8; in both layers together 7 values are not finite. Correct the file, or drop "
             "the samples that hold such values.");
    const test::MemorySource flat(ActivationBlock::Zero(4, 1));
    const std::string one = nonFiniteMessage({1, NonFinitePlace{3, Side::A, 0}}, names, flat, flat);
    QCOMPARE(QString::fromStdString(one),
             "netA.h5, /activations/conv1 holds a NaN or an infinity at input 3, unit 0; in both "
             "layers together 1 value is not finite. Correct the file, or drop the samples that "
             "hold such values.");
}

QTEST_APPLESS_MAIN(NonFiniteTest)
#include "tst_non_finite.moc"
