#include "core/analysis/sample_reader.h"

#include "tests/support/memory_source.h"
#include "tests/support/random_activations.h"

#include <QTest>

using namespace counterpart;
using namespace counterpart::core;

namespace {

/// What the blocks hold, one after the other.
struct Everything
{
    std::vector<Index> samples;
    ActivationBlock values;
    Index blocks = 0;
};

Everything readAll(SampleReader& reader, Index units)
{
    Everything all;
    all.values.resize(0, units);
    SampleBlock block = reader.emptyBlock();
    while (reader.fill(block, {})) {
        ++all.blocks;
        const Index before = all.values.rows();
        all.values.conservativeResize(before + block.rows(), units);
        all.values.bottomRows(block.rows()) = block.values.topRows(block.rows());
        all.samples.insert(all.samples.end(), block.samples.begin(), block.samples.end());
    }
    return all;
}

} // namespace

class SampleReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void takesTheSameSamplesOfBoth_data();
    void takesTheSameSamplesOfBoth();
    void passesOverInputsWithoutASample();
    void aBlockHoldsAtLeastOneInput();
    void aStopEndsReading();
};

void SampleReaderTest::takesTheSameSamplesOfBoth_data()
{
    QTest::addColumn<int>("wanted");
    QTest::newRow("all") << 0;
    QTest::newRow("half") << 30000;
    QTest::newRow("few") << 100;
    QTest::newRow("all but one") << 59999;
}

void SampleReaderTest::takesTheSameSamplesOfBoth()
{
    QFETCH(const int, wanted);
    const ActivationBlock valuesA = test::normalActivations(60000, 3, 1);
    const ActivationBlock valuesB = test::normalActivations(60000, 2, 2);
    test::MemorySource a(valuesA, 6, 3);
    test::MemorySource b(valuesB, 6, 3);
    SampleReader reader(a, b, SampleSelection(60000, wanted, 17));
    const Everything all = readAll(reader, 5);

    SampleSelection selection(60000, wanted, 17);
    const std::vector<Index> expected = selection.draw(60000);
    QCOMPARE(all.samples, expected);
    QVERIFY(all.blocks > 1 || wanted == 100);
    QVERIFY(all.values.leftCols(3) == valuesA(expected, Eigen::all));
    QVERIFY(all.values.rightCols(2) == valuesB(expected, Eigen::all));
}

void SampleReaderTest::passesOverInputsWithoutASample()
{
    test::MemorySource a(test::normalActivations(200000, 1, 1));
    test::MemorySource b(test::normalActivations(200000, 1, 2));
    SampleReader reader(a, b, SampleSelection(200000, 1, 3));
    QCOMPARE(readAll(reader, 2).samples.size(), std::size_t{1});
    QCOMPARE(a.inputsRead, Index{1});
    QCOMPARE(b.inputsRead, Index{1});
}

void SampleReaderTest::aBlockHoldsAtLeastOneInput()
{
    test::MemorySource a(test::normalActivations(40000, 1, 1), 20000, 200);
    test::MemorySource b(test::normalActivations(40000, 1, 2), 20000, 200);
    SampleReader reader(a, b, SampleSelection(40000, 0, 0));
    QCOMPARE(reader.capacity(), Index{20000});
    QCOMPARE(readAll(reader, 2).blocks, Index{2});
}

void SampleReaderTest::aStopEndsReading()
{
    test::MemorySource a(test::normalActivations(200000, 1, 1));
    test::MemorySource b(test::normalActivations(200000, 1, 2));
    for (const Index wanted : {0, 100000}) {
        SampleReader reader(a, b, SampleSelection(200000, wanted, 3));
        SampleBlock block = reader.emptyBlock();
        std::stop_source stop;
        QVERIFY(reader.fill(block, stop.get_token()));
        stop.request_stop();
        QVERIFY(!reader.fill(block, stop.get_token()));
    }
}

QTEST_APPLESS_MAIN(SampleReaderTest)
#include "tst_sample_reader.moc"
