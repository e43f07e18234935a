#include "session/requested_result.h"

#include "tests/support/ui_test.h"

#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <stdexcept>

using namespace counterpart;
using State = session::DerivedResultBase::State;

namespace {

/// Twice the key; 0 fails, a negative one waits for the semaphore.
struct Bench
{
    session::JobRunner jobs;
    std::shared_ptr<std::atomic<int>> runs = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<QSemaphore> gate = std::make_shared<QSemaphore>();
    session::RequestedResult<int, int> twice{
        jobs, QStringLiteral("Doubling"),
        [runs = runs, gate = gate](int key, const core::Progress& progress) {
            ++*runs;
            if (key == 0)
                throw std::runtime_error("nothing to double");
            while (key < 0 && !gate->tryAcquire(1, 5))
                progress.checkpoint();
            return std::make_shared<const int>(2 * key);
        }};
};

} // namespace

class TestRequestedResult : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void isAnsweredOnceAndKept()
    {
        Bench bench;
        QCOMPARE(bench.twice.state(), State::Empty);
        bench.twice.request(21);
        QCOMPARE(bench.twice.state(), State::Running);
        bench.twice.request(21); // it is running
        QTRY_COMPARE(bench.twice.state(), State::Ready);
        QCOMPARE(*bench.twice.result(), 42);
        QVERIFY(bench.twice.isAnswered(21));
        QVERIFY(!bench.twice.isAnswered(20));
        bench.twice.request(21); // it is there
        QCOMPARE(bench.twice.state(), State::Ready);
        QCOMPARE(bench.runs->load(), 1);
        bench.twice.clear();
        QCOMPARE(bench.twice.state(), State::Empty);
        QVERIFY(!bench.twice.result());
    }

    /// While a newer request runs the older answer is there, and says what it answers.
    void olderAnswerStaysMeanwhile()
    {
        Bench bench;
        bench.twice.request(4);
        QTRY_COMPARE(bench.twice.state(), State::Ready);
        bench.twice.request(-5);
        QCOMPARE(bench.twice.state(), State::Running);
        QCOMPARE(*bench.twice.result(), 8);
        QCOMPARE(*bench.twice.answered(), 4);
        bench.gate->release();
        QTRY_COMPARE(bench.twice.state(), State::Ready);
        QCOMPARE(*bench.twice.result(), -10);
    }

    void cancelledAndFailedAreTold()
    {
        Bench bench;
        bench.twice.request(-1);
        bench.jobs.cancelAll();
        QTRY_COMPARE(bench.twice.state(), State::Cancelled);
        bench.twice.request(0);
        QTRY_COMPARE(bench.twice.state(), State::Failed);
        QCOMPARE(bench.twice.failure(), QStringLiteral("nothing to double"));
        bench.twice.request(1);
        QTRY_COMPARE(bench.twice.state(), State::Ready);
    }

    /// An answer to what is no longer asked for is never shown.
    void staleAnswersAreDropped()
    {
        Bench bench;
        bench.twice.request(-1);
        bench.twice.request(3);
        bench.gate->release(4);
        QTRY_COMPARE(bench.twice.state(), State::Ready);
        QCOMPARE(*bench.twice.result(), 6);
        QTRY_VERIFY(bench.jobs.isIdle());
        QCOMPARE(*bench.twice.result(), 6);
        bench.twice.request(-2);
        bench.twice.clear();
        bench.gate->release(4);
        QTRY_VERIFY(bench.jobs.isIdle());
        QCOMPARE(bench.twice.state(), State::Empty);
    }
};

QTEST_MAIN(TestRequestedResult)
#include "tst_requested_result.moc"
