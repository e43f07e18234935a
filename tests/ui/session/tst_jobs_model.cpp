#include "session/jobs_model.h"

#include "core/base/error.h"
#include "tests/support/ui_test.h"

#include <QAbstractItemModelTester>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace counterpart;
using session::JobKind;
using session::JobRunner;
using session::JobsModel;

class TestJobsModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void showsRunningJobsAndRemovesFinishedOnes()
    {
        JobRunner runner;
        JobsModel model(runner);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::atomic<bool> release = false;
        runner.start(
            JobKind::AnalysePair, "Comparing", this,
            [&](const core::Progress& progress) {
                progress.stage("reading conv1");
                progress.report(0.25);
                while (!release)
                    QThread::msleep(1);
                return 0;
            },
            [](int) {});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.runningCount(), 1);
        QCOMPARE(model.index(0, JobsModel::TitleColumn).data().toString(),
                 QStringLiteral("Comparing"));
        QTRY_COMPARE(model.index(0, JobsModel::StageColumn).data().toString(),
                     QStringLiteral("reading conv1"));
        release = true;
        QTRY_COMPARE(model.rowCount(), 0);
    }

    void keepsFailedJobsUntilDismissed()
    {
        JobRunner runner;
        JobsModel model(runner);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto id = runner.start(
            JobKind::OpenFiles, "Opening", this,
            [](const core::Progress&) -> int { throw core::InputError("a.h5 is empty."); },
            [](int) {});
        QTRY_COMPARE(model.runningCount(), 0);
        QCOMPARE(model.rowCount(), 1);
        const QModelIndex row = model.index(0, JobsModel::StageColumn);
        QCOMPARE(row.data().toString(), QStringLiteral("a.h5 is empty."));
        QVERIFY(row.data(JobsModel::FailedRole).toBool());
        model.dismiss(id);
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(TestJobsModel)
#include "tst_jobs_model.moc"
