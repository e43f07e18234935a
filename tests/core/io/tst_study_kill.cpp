#include "core/base/error.h"
#include "core/io/study_file.h"
#include "tests/support/network_files.h"
#include "tests/support/study_fixture.h"

#include <QProcess>
#include <QtTest>

#include <cstdio>
#include <random>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

/// Saves a study over and over, and counts the saved ones in its view. Ended by a signal only.
[[noreturn]] void saveForever(const char* path)
{
    Study study = readStudy(path, {});
    for (long number = std::stol(study.view);; ++number) {
        study.view = std::to_string(number);
        study.reports["long"] = std::string(200'000, char('a' + number % 26));
        writeStudy(path, study, {});
        std::puts("saved");
        std::fflush(stdout);
    }
}

} // namespace

/// However a process ends while it saves, the study opens with the old or the new content.
class TestStudyKill : public QObject
{
    Q_OBJECT

private slots:
    void survivesHundredKills()
    {
        constexpr int kKills = 100;
        NetworkFiles files;
        files.write();
        const QString path = files.folder.filePath("s.counterpart");
        Study study = studyOf(files.a().toStdString(), files.b().toStdString(), "fc");
        study.view = "0";
        study.reports["long"] = "";
        writeStudy(path.toStdString(), study, {});
        std::mt19937 random(11);
        long last = 0;
        int interrupted = 0;
        for (int kill = 0; kill < kKills; ++kill) {
            QProcess saver;
            saver.start(QCoreApplication::applicationFilePath(), {"--save", path});
            QVERIFY(saver.waitForReadyRead(20'000)); // it has saved at least once
            QTest::qWait(int(random() % 30));
            saver.kill();
            QVERIFY(saver.waitForFinished(20'000));
            const Study read = readStudy(path.toStdString(), {});
            const long now = std::stol(read.view);
            QVERIFY(now >= last);
            if (now > 0)
                QCOMPARE(read.reports.at("long"), std::string(200'000, char('a' + now % 26)));
            const QStringList left =
                QDir(files.folder.path()).entryList({"s.counterpart.*"}, QDir::Files);
            QVERIFY2(left.size() <= 1, qPrintable(left.join(' ')));
            interrupted += int(left.size());
            last = now;
        }
        QVERIFY(last > 0);
        QVERIFY2(interrupted > kKills / 10, qPrintable(QString::number(interrupted)));
        writeStudy(path.toStdString(), study, {});
        QVERIFY(QDir(files.folder.path()).entryList({"s.counterpart.*"}, QDir::Files).isEmpty());
    }
};

int main(int argc, char** argv)
{
    if (argc == 3 && std::string(argv[1]) == "--save")
        saveForever(argv[2]);
    QCoreApplication application(argc, argv);
    TestStudyKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_study_kill.moc"
