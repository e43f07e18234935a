#include "core/base/parallel.h"

#include "core/base/error.h"

#include <QtTest>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace counterpart::core;

class TestParallel : public QObject
{
    Q_OBJECT

private slots:
    void everyIndexOnce_data();
    void everyIndexOnce();
    void threads();
    void exceptionsLeave();
    void stopsWhenAsked();
};

void TestParallel::everyIndexOnce_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("grain");
    QTest::newRow("nothing") << 0 << 8;
    QTest::newRow("one") << 1 << 8;
    QTest::newRow("less than a grain") << 7 << 8;
    QTest::newRow("many") << 100003 << 64;
    QTest::newRow("grain one") << 1000 << 1;
    QTest::newRow("no grain") << 100 << 0;
}

void TestParallel::everyIndexOnce()
{
    QFETCH(int, count);
    QFETCH(int, grain);
    std::vector<std::atomic<int>> visits(static_cast<std::size_t>(count));
    std::atomic<bool> emptyRange{false};
    parallelFor(count, grain, {}, [&](Index begin, Index end) {
        if (begin >= end)
            emptyRange = true;
        for (Index i = begin; i < end; ++i)
            ++visits[static_cast<std::size_t>(i)];
    });
    QVERIFY(!emptyRange);
    QVERIFY(std::ranges::all_of(visits, [](const auto& visit) { return visit == 1; }));
}

void TestParallel::threads()
{
    setThreadCount(1);
    QCOMPARE(threadCount(), 1);
    std::set<std::thread::id> used;
    std::mutex mutex;
    const auto note = [&](Index, Index) {
        const std::lock_guard lock(mutex);
        used.insert(std::this_thread::get_id());
    };
    parallelFor(1000, 1, {}, note);
    QCOMPARE(used.size(), std::size_t{1});
    setThreadCount(2);
    QCOMPARE(threadCount(), 2);
    setThreadCount(0);
    QCOMPARE(threadCount(), static_cast<int>(std::thread::hardware_concurrency()));
}

void TestParallel::exceptionsLeave()
{
    const auto fail = [](Index begin, Index end) {
        if (begin <= 500 && 500 < end)
            throw InputError("at 500");
    };
    QVERIFY_EXCEPTION_THROWN(parallelFor(1000, 10, {}, fail), InputError);
}

/// A stop that comes from within leaves most of the ranges undone and the call by Cancelled.
void TestParallel::stopsWhenAsked()
{
    std::stop_source stop;
    const Progress progress(stop.get_token(), {});
    std::atomic<Index> done{0};
    const auto work = [&](Index begin, Index end) {
        done += end - begin;
        stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(parallelFor(1 << 20, 1, progress, work), Cancelled);
    QVERIFY(done > 0);
    QVERIFY(done < 1 << 20);
}

QTEST_APPLESS_MAIN(TestParallel)
#include "tst_parallel.moc"
