#include "session/derived_result.h"

#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <stdexcept>

using namespace counterpart;
using session::AnalysisController;
using session::DerivedResultBase;
using session::PairResult;
using State = DerivedResultBase::State;

namespace {

/// The number of samples times a factor; factor 0 fails, a negative one waits for the semaphore.
struct Product
{
    core::Index samples = 0;
    double value = 0;
};

struct Bench
{
    test::NetworkFiles files;
    session::JobRunner jobs;
    session::Session session{jobs};
    AnalysisController controller{session, jobs};
    std::shared_ptr<std::atomic<int>> runs = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<QSemaphore> gate = std::make_shared<QSemaphore>();
    session::DerivedResult<Product, double> product{
        controller, jobs, QStringLiteral("Multiplying"),
        [runs = runs, gate = gate](const PairResult& pair, double factor,
                                   const core::Progress& progress) {
            ++*runs;
            if (factor == 0)
                throw std::runtime_error("a factor of nothing");
            while (factor < 0 && !gate->tryAcquire(1, 5))
                progress.checkpoint();
            const core::Index samples = pair.analysis->samples();
            return Product{samples, double(samples) * factor};
        }};

    Bench()
    {
        files.write();
        session.openFiles({files.a(), files.b()});
    }
    bool waitForPair() const
    {
        return QTest::qWaitFor(
            [this] { return controller.state() == AnalysisController::State::Ready; });
    }
    double value() const { return product.result() ? product.result()->value : -1; }
};

} // namespace

/// Requests against the pair's result: answered, kept, replaced, refused, never stale.
class TestDerivedResult : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void nothingStartsByItself()
    {
        Bench bench;
        bench.product.request(2); // no pair yet
        QVERIFY(bench.waitForPair());
        QTest::qWait(20);
        QCOMPARE(bench.runs->load(), 0);
        QCOMPARE(bench.product.state(), State::Empty);
    }

    void requestIsAnsweredAndKept()
    {
        Bench bench;
        QVERIFY(bench.waitForPair());
        QSignalSpy changed(&bench.product, &DerivedResultBase::changed);
        bench.product.request(2);
        QCOMPARE(bench.product.state(), State::Running);
        bench.product.request(2); // the same again starts nothing
        QTRY_COMPARE(bench.product.state(), State::Ready);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(bench.value(), 2.0 * bench.files.inputs);
        bench.product.request(3);
        QTRY_COMPARE(bench.value(), 3.0 * bench.files.inputs);
        bench.product.request(2);
        QCOMPARE(bench.product.state(), State::Ready); // at once
        QCOMPARE(bench.value(), 2.0 * bench.files.inputs);
        QCOMPARE(bench.runs->load(), 2);
    }

    void onlyTheNewestRequestIsAnswered()
    {
        Bench bench;
        QVERIFY(bench.waitForPair());
        bench.product.request(5);
        QTRY_COMPARE(bench.product.state(), State::Ready);
        bench.product.request(-1); // waits for the gate
        QTRY_COMPARE(bench.runs->load(), 2);
        QCOMPARE(bench.product.answered(), 5.0); // what is shown still says what it is
        bench.product.request(4);
        QTRY_COMPARE(bench.product.state(), State::Ready);
        QCOMPARE(bench.product.answered(), 4.0);
        bench.gate->release();
        QTRY_VERIFY(bench.jobs.isIdle());
        QCOMPARE(bench.product.answered(), 4.0);
        QCOMPARE(bench.value(), 4.0 * bench.files.inputs);
    }

    void anotherPairTakesTheAnswerAway()
    {
        Bench bench;
        QVERIFY(bench.waitForPair());
        bench.product.request(2);
        QTRY_COMPARE(bench.product.state(), State::Ready);
        bench.session.stepLayer(+1);
        QCOMPARE(bench.product.state(), State::Empty);
        QVERIFY(!bench.product.result());
        QVERIFY(bench.waitForPair());
        bench.product.request(2);
        const double cells = 9; // conv has 3 x 3 positions an input
        QTRY_COMPARE(bench.value(), 2.0 * cells * bench.files.inputs);
        bench.session.stepLayer(-1);
        QVERIFY(bench.waitForPair());
        bench.product.request(2);
        QCOMPARE(bench.product.state(), State::Ready); // kept from before
        QCOMPARE(bench.value(), 2.0 * bench.files.inputs);
    }

    void anotherPairStopsTheRunningJob()
    {
        Bench bench;
        QVERIFY(bench.waitForPair());
        bench.product.request(-1);
        QTRY_COMPARE(bench.runs->load(), 1);
        bench.session.stepLayer(+1);
        QTRY_VERIFY(bench.jobs.isIdle()); // without the gate
        QCOMPARE(bench.product.state(), State::Empty);
    }

    void failureAndCancelAreTold()
    {
        Bench bench;
        QVERIFY(bench.waitForPair());
        bench.product.request(0);
        QTRY_COMPARE(bench.product.state(), State::Failed);
        QCOMPARE(bench.product.failure(), QStringLiteral("a factor of nothing"));
        bench.product.request(-1);
        QTRY_COMPARE(bench.runs->load(), 2);
        bench.jobs.cancelAll();
        QTRY_COMPARE(bench.product.state(), State::Cancelled);
        bench.product.request(1);
        QTRY_COMPARE(bench.product.state(), State::Ready);
    }
};

QTEST_GUILESS_MAIN(TestDerivedResult)
#include "tst_derived_result.moc"
