#include "session/study_keeper.h"

#include "session/analysis_controller.h"
#include "session/matrix_settings.h"
#include "session/open_networks.h"
#include "session/selection.h"
#include "session/unit_filter.h"
#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"

#include <QDir>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace counterpart;
using core::Side;
using session::StudyKeeper;
using State = session::AnalysisController::State;

namespace {

/// Everything of the program that a study speaks of, without a window.
struct Bench
{
    session::JobRunner jobs;
    session::Session session{jobs};
    session::AnalysisController controller{session, jobs};
    session::Selection selection;
    session::UnitFilter filter;
    session::MatrixSettings matrices;
    StudyKeeper keeper{{session, matrices, selection, filter}, controller, jobs};
    QSignalSpy failed{&session, &session::Session::openFailed};

    bool isReady()
    {
        return QTest::qWaitFor([this] { return controller.state() == State::Ready; }, 20'000);
    }
    bool open(const QStringList& files)
    {
        session.openFiles(files);
        return isReady();
    }
    bool openStudy(const QString& path)
    {
        keeper.open(path);
        return QTest::qWaitFor([this] { return !keeper.path().isEmpty(); }, 20'000) && isReady();
    }
    bool saveAs(const QString& path)
    {
        QSignalSpy saved(&keeper, &StudyKeeper::saved);
        keeper.saveAs(path);
        return saved.wait(20'000);
    }
};

} // namespace

class TestStudyKeeper : public QObject
{
    Q_OBJECT

    QTemporaryDir m_settings;

private slots:
    void initTestCase()
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        QCoreApplication::setOrganizationName("counterpart-test");
        QCoreApplication::setApplicationName("study_keeper");
    }
    void init() { test::failOnQtWarnings(); }

    /// Save, move the folder, reopen: the same layers, options, look and units, and no activation
    /// is needed for it.
    void reopensAfterTheFolderMoved()
    {
        test::NetworkFiles files;
        files.write();
        const QString moved = files.folder.filePath("moved");
        core::Matrix between;
        std::vector<core::UnitMatch> matched;
        {
            Bench bench;
            QVERIFY(bench.open({files.a(), files.b()}));
            core::AnalysisOptions options = bench.session.options();
            options.pass.policy.positions = core::Positions::Mean;
            bench.session.setOptions(options);
            bench.session.setPair({{{0}, {1}}, {{1}, {1}}});
            bench.session.setMeasure(session::Measure::AbsoluteCorrelation);
            bench.session.setMatchKind(session::MatchKind::Semi);
            session::MatrixLook look;
            look.order = core::OrderKind::Match;
            look.limits = session::LimitsKind::Manual;
            look.manualHigh = 0.5;
            bench.matrices.setLook(look);
            bench.filter.setRange(0.25, 0.75);
            QVERIFY(bench.isReady());
            bench.selection.setCurrent({{{0}, {1}, {1}}, {{1}, {1}, {0}}});
            between = bench.controller.current().analysis->correlation.between;
            matched = bench.controller.current().matching->units.a;
            QTest::qWait(50); // the selection tells of itself with the next turn
            QVERIFY(bench.keeper.isModified());
            QVERIFY(bench.saveAs(files.folder.filePath("s.counterpart")));
            QVERIFY(!bench.keeper.isModified());
        }
        QVERIFY(QDir().mkpath(moved));
        for (const char* file : {"a.h5", "b.h5", "s.counterpart"})
            QVERIFY(QFile::rename(files.folder.filePath(file), moved + '/' + file));
        Bench bench;
        QVERIFY(bench.openStudy(moved + "/s.counterpart"));
        QVERIFY(bench.keeper.missingInputs().isEmpty());
        QVERIFY(bench.keeper.changedInputs().isEmpty());
        QCOMPARE(bench.session.network({0}).path.string(), (moved + "/a.h5").toStdString());
        QCOMPARE(bench.session.pair()->a.layer.value, 1);
        QVERIFY(bench.session.options().pass.policy.positions == core::Positions::Mean);
        QVERIFY(bench.session.measure() == session::Measure::AbsoluteCorrelation);
        QVERIFY(bench.session.matchKind() == session::MatchKind::Semi);
        QVERIFY(bench.matrices.look().order == core::OrderKind::Match);
        QCOMPARE(bench.matrices.look().manualHigh, 0.5);
        QCOMPARE(bench.filter.highest(), 0.75);
        QCOMPARE(bench.selection.current().size(), std::size_t(2));
        QCOMPARE(bench.selection.current()[0].unit.value, 1);
        QCOMPARE(bench.controller.current().analysis->correlation.between, between);
        for (std::size_t u = 0; u < matched.size(); ++u)
            QVERIFY(bench.controller.current().matching->units.a[u].partner == matched[u].partner);
        QTest::qWait(200);
        QVERIFY(!bench.keeper.isModified()); // to look at it is no change
    }

    /// Nothing of an input is read again while it is as it was: it may even be gone.
    void showsWhatIsKnownOfMissingInputs()
    {
        test::NetworkFiles files;
        files.write();
        const QString study = files.folder.filePath("s.counterpart");
        {
            Bench bench;
            QVERIFY(bench.open({files.a(), files.b()}));
            bench.controller.requestInformation();
            QTRY_VERIFY(bench.controller.current().information != nullptr);
            QVERIFY(bench.saveAs(study));
        }
        QVERIFY(QFile::rename(files.a(), files.folder.filePath("other.h5")));
        QVERIFY(QDir(files.folder.path()).mkdir("new"));
        QVERIFY(QFile::rename(files.b(), files.folder.filePath("new/b.h5")));
        Bench bench;
        QVERIFY(bench.openStudy(study));
        QCOMPARE(bench.keeper.missingInputs(), QStringList({files.a(), files.b()}));
        bench.session.setMeasure(session::Measure::Information);
        QVERIFY(bench.isReady());
        QVERIFY(bench.controller.current().information != nullptr);
        // Another layer was never read: why it is not shown is said.
        bench.session.setMeasure(session::Measure::Correlation);
        bench.session.stepLayer(1);
        QTRY_COMPARE(bench.controller.state(), State::Failed);
        QVERIFY2(bench.controller.failure().contains("keeps no activations"),
                 qPrintable(bench.controller.failure()));
        QVERIFY(bench.controller.failure().contains("missing or has changed"));
        // Saved elsewhere without its inputs, nothing of it is lost.
        const QString again = files.folder.filePath("again.counterpart");
        QVERIFY(bench.saveAs(again));
        Bench third;
        third.keeper.open(again);
        QTRY_COMPARE(third.controller.state(), State::Failed); // the layer that was looked at
        QCOMPARE(third.keeper.missingInputs().size(), 2);
        third.session.stepLayer(-1);
        QVERIFY(third.isReady());
    }

    /// Other axes of a network whose file is gone: no result is known of them, but still which file
    /// it was.
    void remembersFilesWhoseAxesWereChanged()
    {
        test::NetworkFiles files;
        files.write();
        const QString study = files.folder.filePath("s.counterpart");
        {
            test::Hdf5Fixture file(files.a().toStdString());
            std::vector<int> numbers(std::size_t(files.inputs) * 18);
            for (std::size_t i = 0; i < numbers.size(); ++i)
                numbers[i] = int(i * 7919 % 101);
            file.write("activations/conv", {files.inputs, 2, 3, 3}, numbers);
            file.writeStrings("units/conv/name", {"first", "second"});
        }
        {
            Bench bench;
            QVERIFY(bench.open({files.a(), files.b()}));
            QVERIFY(bench.session.layer({{0}, {0}}).unitNames.has_value());
            QVERIFY(bench.saveAs(study));
        }
        QVERIFY(QFile::remove(files.a()));
        Bench bench;
        QVERIFY(bench.openStudy(study));
        const core::LayerRef layer = bench.session.pair()->a;
        using core::AxisOrder;
        const AxisOrder before = bench.session.layer(layer).axes;
        const AxisOrder other = before == AxisOrder::NC     ? AxisOrder::CN
                                : before == AxisOrder::NCHW ? AxisOrder::NHWC
                                                            : AxisOrder::NCHW;
        const auto described = [&] {
            return session::tieOf(bench.session.networks()[0])->input.network->layer(layer.layer);
        };
        const std::optional<std::string> names = described().unitNames;
        QVERIFY(names && names != bench.session.layer(layer).unitNames); // of the file, the study
        bench.session.setAxes(layer, other);
        QVERIFY(described().axes == other);
        QVERIFY(described().unitNames == names);
        QCOMPARE(bench.keeper.missingInputs(), QStringList(files.a()));
        QVERIFY(bench.saveAs(study)); // the file need not be there
        Bench next;
        next.keeper.open(study);
        QTRY_COMPARE(next.keeper.missingInputs(), QStringList(files.a()));
        QVERIFY(next.session.layer(layer).axes == other);
    }

    /// Asked for once, neighbours are found by the same move, and the next opening remembers.
    void findsMissingInputsByOneMove()
    {
        test::NetworkFiles files;
        files.write();
        const QString study = files.folder.filePath("s.counterpart");
        {
            Bench bench;
            QVERIFY(bench.open({files.a(), files.b()}));
            QVERIFY(bench.saveAs(study));
        }
        QVERIFY(QDir(files.folder.path()).mkdir("new"));
        QVERIFY(QFile::rename(files.a(), files.folder.filePath("new/a.h5")));
        QVERIFY(QFile::rename(files.b(), files.folder.filePath("new/b.h5")));
        Bench bench;
        QVERIFY(bench.openStudy(study));
        QSignalSpy opened(&bench.keeper, &StudyKeeper::opened);
        bench.keeper.locate(files.a(), files.folder.filePath("new/a.h5"));
        QVERIFY(opened.wait(20'000));
        QVERIFY(bench.isReady());
        QVERIFY(bench.keeper.missingInputs().isEmpty());
        QCOMPARE(bench.session.network({1}).path.string(),
                 files.folder.filePath("new/b.h5").toStdString());
        bench.session.stepLayer(1); // needs the activations
        QVERIFY(bench.isReady());
        Bench next;
        QVERIFY(next.openStudy(study));
        QVERIFY(next.keeper.missingInputs().isEmpty());
    }

    /// Results of whole networks are kept by what the files are like, not by where they are.
    void keepsResultsOfWholeNetworks()
    {
        test::NetworkFiles files;
        files.write();
        const QString study = files.folder.filePath("s.counterpart");
        const auto place = [](const Bench& bench, bool isMean) {
            core::PassOptions pass;
            pass.policy.positions = isMean ? core::Positions::Mean : core::Positions::All;
            return session::drawerPlace("map", bench.session.networks(), pass);
        };
        {
            Bench bench;
            QVERIFY(bench.open({files.a(), files.b()}));
            const session::DrawerPlace kept = place(bench, true);
            kept.drawer->keep(kept.key, "of two\nlines");
            QVERIFY(bench.saveAs(study));
        }
        QVERIFY(QFile::rename(files.a(), files.folder.filePath("gone.h5")));
        Bench bench;
        QVERIFY(bench.openStudy(study));
        const session::DrawerPlace kept = place(bench, true);
        QCOMPARE(kept.drawer->find(kept.key).value_or(""), std::string("of two\nlines"));
        QVERIFY(!kept.drawer->find(place(bench, false).key));
        QVERIFY(bench.saveAs(study)); // and kept again
        Bench third;
        QVERIFY(third.openStudy(study));
        QVERIFY(place(third, true).drawer->find(kept.key).has_value());
        files.writeOne(files.a(), "net A", files.activations(), 9, true); // another file
        Bench fourth;
        QVERIFY(fourth.openStudy(study));
        QVERIFY(!place(fourth, true).drawer);
    }

    /// What is kept of one order of axes is not taken for another's.
    void keepsResultsByTheirAxes()
    {
        test::NetworkFiles files;
        files.write();
        const QString study = files.folder.filePath("s.counterpart");
        const auto place = [](const Bench& bench) {
            return session::drawerPlace("map", bench.session.networks(), {});
        };
        {
            Bench bench;
            QVERIFY(bench.open({files.a(), files.b()}));
            const session::DrawerPlace kept = place(bench);
            kept.drawer->keep(kept.key, "of the first axes");
            const core::LayerRef layer{{1}, bench.session.network({1}).findLayer("conv")};
            QVERIFY(bench.session.layer(layer).axes == core::AxisOrder::NCHW);
            bench.session.setAxes(layer, core::AxisOrder::NHWC);
            QVERIFY(bench.isReady());
            QVERIFY(bench.saveAs(study));
        }
        Bench bench;
        QVERIFY(bench.openStudy(study));
        const session::DrawerPlace kept = place(bench);
        QVERIFY(kept.drawer && !kept.drawer->all().empty());
        QVERIFY(!kept.drawer->find(kept.key));
    }

    void tellsChangedInputs()
    {
        test::NetworkFiles files;
        files.write();
        const QString study = files.folder.filePath("s.counterpart");
        double before = 0;
        {
            Bench bench;
            QVERIFY(bench.open({files.a(), files.b()}));
            before = bench.controller.current().analysis->correlation.between(0, 0);
            QVERIFY(bench.saveAs(study));
        }
        std::vector<double> other = files.activations();
        for (std::size_t i = 0; i < other.size(); i += 3)
            other[i] += 1 + double(i % 7);
        files.writeOne(files.a(), "net A", other, 2, true);
        Bench bench;
        QVERIFY(bench.openStudy(study));
        QCOMPARE(bench.keeper.changedInputs(), QStringList({files.a()}));
        QCOMPARE(bench.controller.current().analysis->correlation.between(0, 0), before); // stale
        // No filters and inputs of the new file beside results of the old one.
        QCOMPARE(bench.session.network({0}).path.string(), study.toStdString());
        QCOMPARE(bench.session.network({1}).path.string(), files.b().toStdString());
        // Saved again, its results are still those of the old file.
        const QString again = files.folder.filePath("again.counterpart");
        QVERIFY(bench.saveAs(again));
        Bench twice;
        QVERIFY(twice.openStudy(again));
        QCOMPARE(twice.keeper.changedInputs(), QStringList({files.a()}));
        QCOMPARE(twice.controller.current().analysis->correlation.between(0, 0), before);
        QVERIFY(bench.saveAs(study));
        bench.keeper.readInputsAgain();
        QVERIFY(QTest::qWaitFor([&] { return bench.session.pair().has_value(); }, 20'000));
        QVERIFY(bench.isReady());
        QVERIFY(bench.controller.current().analysis->correlation.between(0, 0) != before);
        QVERIFY(bench.keeper.changedInputs().isEmpty());
        QCOMPARE(bench.keeper.path(), study);
        QVERIFY(bench.keeper.isModified());
    }

    /// What a program that was killed had not saved is offered by the next.
    void recoversWhatWasNotSaved()
    {
        test::NetworkFiles files;
        files.write();
        const QString folder = files.folder.filePath("recovery");
        QProcess killed;
        killed.start(QCoreApplication::applicationFilePath(),
                     {"--keep", folder, files.a(), files.b()});
        QVERIFY(QTest::qWaitFor(
            [&] { return !QDir(folder).entryList({"*.counterpart"}).isEmpty(); }, 30'000));
        Bench bench;
        bench.keeper.keepUnsavedIn(folder, 50);
        QVERIFY(bench.keeper.leftBehind().isEmpty()); // its process lives
        killed.kill();
        QVERIFY(killed.waitForFinished());
        QCOMPARE(bench.keeper.leftBehind().size(), 1);
        bench.keeper.recover(bench.keeper.leftBehind().front());
        QVERIFY(bench.isReady());
        QCOMPARE(bench.session.networks().size(), std::size_t(2));
        QVERIFY(bench.keeper.isModified());
        QVERIFY(bench.saveAs(files.folder.filePath("saved.counterpart")));
        QTRY_VERIFY(bench.keeper.leftBehind().isEmpty());
    }

    /// A saved study leaves no copy behind, nor does one that ends by itself.
    void leavesNoCopyOfWhatWasSaved()
    {
        test::NetworkFiles files;
        files.write();
        const QString folder = files.folder.filePath("recovery");
        {
            Bench bench;
            bench.keeper.keepUnsavedIn(folder, 10);
            QVERIFY(bench.open({files.a(), files.b()}));
            QTRY_COMPARE(QDir(folder).entryList({"*.counterpart"}).size(), 1);
            QVERIFY(bench.saveAs(files.folder.filePath("s.counterpart")));
            QTRY_VERIFY(QDir(folder).entryList({"*.counterpart"}).isEmpty());
        }
        Bench next;
        next.keeper.keepUnsavedIn(folder);
        QVERIFY(next.keeper.leftBehind().isEmpty());
    }

    void saysWhyAStudyIsRefused()
    {
        test::NetworkFiles files;
        const QString path = files.folder.filePath("s.counterpart");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("counterpart-study 9 1000 00000000\n");
        file.close();
        Bench bench;
        bench.keeper.open(path);
        QVERIFY(bench.failed.wait(20'000));
        QVERIFY(bench.failed[0][0].toString().contains("made by a newer Counterpart"));
        QVERIFY(bench.keeper.path().isEmpty());
        QSignalSpy refused(&bench.keeper, &StudyKeeper::failed);
        files.write();
        QVERIFY(bench.open({files.a(), files.b()}));
        bench.keeper.saveAs(files.folder.filePath("none/s.counterpart"));
        QVERIFY(refused.wait(20'000));
        QVERIFY(bench.keeper.isModified());
    }

    void findsNeighboursByTheSameMove()
    {
        QTemporaryDir folder;
        QDir(folder.path()).mkpath("to/run/deep");
        for (const char* name : {"to/run/b.h5", "to/run/deep/c.h5"}) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const auto moved = [&](const char* from, const char* to, const char* other) {
            const auto found =
                session::afterSameMove(from, folder.filePath(to).toStdString(), other);
            return QDir(folder.path()).relativeFilePath(QString::fromStdString(found.string()));
        };
        QCOMPARE(moved("/x/run/a.h5", "to/run/a.h5", "/x/run/b.h5"), "to/run/b.h5");
        QCOMPARE(moved("/x/run/a.h5", "to/run/a.h5", "/x/run/deep/c.h5"), "to/run/deep/c.h5");
        QCOMPARE(moved("/x/run/old.h5", "to/run/new.h5", "/x/run/b.h5"), "to/run/b.h5");
        QVERIFY(session::afterSameMove("/x/run/a.h5", "/y/run/a.h5", "/x/run/b.h5").empty());
        QVERIFY(session::afterSameMove("/x/run/a.h5", folder.filePath("to/run/a.h5").toStdString(),
                                       "/z/b.h5")
                    .empty());
    }
};

namespace {

/// A program that keeps what it has not saved, until it is killed.
int keepUntilKilled(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    Bench bench;
    bench.keeper.keepUnsavedIn(QString::fromLocal8Bit(argv[2]), 10);
    bench.session.openFiles({QString::fromLocal8Bit(argv[3]), QString::fromLocal8Bit(argv[4])});
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 5 && QByteArray(argv[1]) == "--keep")
        return keepUntilKilled(argc, argv);
    QCoreApplication application(argc, argv);
    TestStudyKeeper tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_study_keeper.moc"
