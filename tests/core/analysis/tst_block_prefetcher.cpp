#include "core/analysis/block_prefetcher.h"

#include "core/base/error.h"
#include "tests/support/memory_source.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <atomic>
#include <chrono>

using namespace counterpart;
using namespace counterpart::core;

namespace {

/// 40 blocks of 16,384 samples for two narrow layers.
constexpr Index kInputs = 40 * 16384;

struct Sources
{
    test::MemorySource a{test::normalActivations(kInputs, 2, 1)};
    test::MemorySource b{test::normalActivations(kInputs, 1, 2)};
    SampleReader reader{a, b, SampleSelection(kInputs, 0, 0)};
};

} // namespace

class BlockPrefetcherTest : public QObject
{
    Q_OBJECT

private slots:
    void givesEveryBlockOnceAndInOrder();
    void readsAtMostTwoBlocksAhead();
    void destructionWaitsForTheReader();
    void errorsOfTheReaderComeAfterTheBlocksBefore();
};

void BlockPrefetcherTest::givesEveryBlockOnceAndInOrder()
{
    Sources sources;
    BlockPrefetcher blocks(sources.reader);
    Index next = 0;
    while (const SampleBlock* block = blocks.next()) {
        QCOMPARE(block->samples.front(), next);
        QCOMPARE(block->values(0, 0), sources.a.values()(next, 0));
        QCOMPARE(block->values(block->rows() - 1, 2),
                 sources.b.values()(next + block->rows() - 1, 0));
        next += block->rows();
    }
    QCOMPARE(next, kInputs);
    QVERIFY(!blocks.next());
    QCOMPARE(sources.a.inputsRead, kInputs);
    QCOMPARE(sources.b.inputsRead, kInputs);
}

void BlockPrefetcherTest::readsAtMostTwoBlocksAhead()
{
    Sources sources;
    std::atomic<int> started = 0;
    sources.a.beforeRead = [&](Index, Index) { ++started; };
    BlockPrefetcher blocks(sources.reader);
    for (int taken = 1; taken <= 10; ++taken) {
        QVERIFY(blocks.next());
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        QVERIFY2(started <= taken + 1, std::to_string(started).c_str());
    }
}

void BlockPrefetcherTest::destructionWaitsForTheReader()
{
    Sources sources;
    std::atomic<bool> isReading = false;
    sources.b.beforeRead = [&](Index first, Index) {
        if (first == 0)
            return;
        isReading = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        isReading = false;
    };
    {
        BlockPrefetcher blocks(sources.reader);
        QVERIFY(blocks.next());
        while (!isReading)
            std::this_thread::yield();
    }
    QVERIFY(!isReading);
    QVERIFY(sources.a.reads <= 3);
}

void BlockPrefetcherTest::errorsOfTheReaderComeAfterTheBlocksBefore()
{
    Sources sources;
    sources.b.beforeRead = [&](Index first, Index) {
        if (first >= 3 * 16384)
            throw InputError("netB.h5 was truncated");
    };
    BlockPrefetcher blocks(sources.reader);
    for (int i = 0; i < 3; ++i)
        QVERIFY(blocks.next());
    QVERIFY_EXCEPTION_THROWN(blocks.next(), InputError);
}

QTEST_APPLESS_MAIN(BlockPrefetcherTest)
#include "tst_block_prefetcher.moc"
