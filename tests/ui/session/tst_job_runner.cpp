#include "session/job_runner.h"

#include "core/base/error.h"
#include "tests/support/ui_test.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>

using namespace counterpart;
using session::JobKind;
using session::JobOutcome;
using session::JobRunner;

namespace {

/// Works until it is stopped.
int workUntilCancelled(const core::Progress& progress)
{
    for (;;) {
        progress.checkpoint();
        QThread::msleep(1);
    }
}

JobOutcome outcomeOf(const QSignalSpy& finished, int row)
{
    return finished.at(row).at(1).value<JobOutcome>();
}

} // namespace

class TestJobRunner : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void runsWorkElsewhereAndAnswersHere()
    {
        JobRunner runner;
        const QThread* const here = QThread::currentThread();
        const QThread* workedOn = nullptr;
        const QThread* answeredOn = nullptr;
        int answer = 0;
        runner.start(
            JobKind::AnalysePair, "job", this,
            [&](const core::Progress&) {
                workedOn = QThread::currentThread();
                return 42;
            },
            [&](int value) {
                answeredOn = QThread::currentThread();
                answer = value;
            });
        QTRY_COMPARE(answer, 42);
        QVERIFY(workedOn != here);
        QCOMPARE(answeredOn, here);
        QTRY_VERIFY(runner.isIdle());
    }

    void newerJobOfTheSameKindWins()
    {
        JobRunner runner;
        QSignalSpy finished(&runner, &JobRunner::finished);
        std::atomic<bool> release = false;
        QStringList answers;
        // The older job does not look at its progress: it ends with a result that is stale by then.
        runner.start(
            JobKind::BuildMatrices, "old", this,
            [&](const core::Progress&) {
                while (!release)
                    QThread::msleep(1);
                return QStringLiteral("old");
            },
            [&](const QString& answer) { answers += answer; });
        runner.start(
            JobKind::BuildMatrices, "new", this,
            [](const core::Progress&) { return QStringLiteral("new"); },
            [&](const QString& answer) { answers += answer; });
        QTRY_COMPARE(answers, QStringList{"new"});
        release = true;
        QTRY_COMPARE(finished.count(), 2);
        QCOMPARE(answers, QStringList{"new"});
    }

    void sameKindForOtherReceiversDoesNotDisturb()
    {
        JobRunner runner;
        QObject other;
        int answers = 0;
        for (QObject* receiver : {static_cast<QObject*>(this), &other}) {
            runner.start(
                JobKind::LoadGallery, "job", receiver, [](const core::Progress&) { return 1; },
                [&](int value) { answers += value; });
        }
        QTRY_COMPARE(answers, 2);
    }

    void cancelledIsNotFailed()
    {
        JobRunner runner;
        QSignalSpy finished(&runner, &JobRunner::finished);
        bool failedCalled = false;
        const auto id = runner.start(
            JobKind::AnalysePair, "job", this, workUntilCancelled,
            [](int) { QFAIL("a cancelled job answered"); },
            [&](const QString&) { failedCalled = true; });
        runner.cancel(id);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(outcomeOf(finished, 0), JobOutcome::Cancelled);
        QVERIFY(finished.at(0).at(2).toString().isEmpty());
        QVERIFY(!failedCalled);
    }

    void exceptionsBecomeMessages()
    {
        JobRunner runner;
        QSignalSpy finished(&runner, &JobRunner::finished);
        QString message;
        runner.start(
            JobKind::OpenFiles, "job", this,
            [](const core::Progress&) -> int {
                throw core::InputError("x.h5: there is no layer.");
            },
            [](int) {}, [&](const QString& text) { message = text; });
        QTRY_COMPARE(message, QStringLiteral("x.h5: there is no layer."));
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(outcomeOf(finished, 0), JobOutcome::Failed);
    }

    void deadReceiverIsNotAnswered()
    {
        JobRunner runner;
        QSignalSpy finished(&runner, &JobRunner::finished);
        auto receiver = std::make_unique<QObject>();
        std::atomic<bool> release = false;
        bool answered = false;
        runner.start(
            JobKind::LoadInspector, "job", receiver.get(),
            [&](const core::Progress&) {
                while (!release)
                    QThread::msleep(1);
                return 0;
            },
            [&](int) { answered = true; });
        receiver.reset();
        release = true;
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!answered);
    }

    void progressArrivesInOrder()
    {
        JobRunner runner;
        QSignalSpy progressed(&runner, &JobRunner::progressed);
        bool done = false;
        runner.start(
            JobKind::AnalysePair, "job", this,
            [](const core::Progress& progress) {
                progress.stage("reading conv1");
                for (int i = 1; i <= 10; ++i) {
                    progress.report(i / 10.0);
                    QThread::msleep(25); // reports closer than that are merged
                }
                return 0;
            },
            [&](int) { done = true; });
        QTRY_VERIFY(done);
        QVERIFY(progressed.count() >= 5);
        double last = 0;
        for (const QList<QVariant>& call : progressed) {
            QVERIFY(call.at(1).toDouble() >= last);
            last = call.at(1).toDouble();
            QCOMPARE(call.at(2).toString(), QStringLiteral("reading conv1"));
        }
        QCOMPARE(last, 1.0);
    }

    void destructorCancelsAndWaits()
    {
        std::atomic<int> running = 0;
        {
            JobRunner runner;
            for (const JobKind kind :
                 {JobKind::AnalysePair, JobKind::LoadGallery, JobKind::BuildMatrices}) {
                runner.start(
                    kind, "job", this,
                    [&](const core::Progress& progress) {
                        ++running;
                        struct Leave
                        {
                            std::atomic<int>& count;
                            ~Leave() { --count; }
                        } leave{running};
                        return workUntilCancelled(progress);
                    },
                    [](int) {});
            }
            QTRY_COMPARE(running.load(), 3);
        }
        QCOMPARE(running.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_job_runner.moc"
