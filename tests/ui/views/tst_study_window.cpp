#include "core/io/fingerprint.h"
#include "core/io/study_file.h"
#include "plots/zoomed_plot.h"
#include "session/study_keeper.h"
#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"
#include "ui/figures/figure_origin.h"
#include "ui/views/control_restorer.h"
#include "ui/views/match_table_view.h"
#include "ui/views/matching_view.h"
#include "ui/views/message_bar.h"
#include "ui/views/plot_widget.h"

#include <QAction>
#include <QDir>
#include <QDoubleSpinBox>
#include <QJsonDocument>
#include <QLabel>
#include <QMenuBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace counterpart;
using test::WindowBench;

namespace {

QAction* actionOf(ui::MainWindow& window, const QString& text)
{
    for (QAction* action : window.menuBar()->findChildren<QAction*>()) {
        if (action->text().remove('&') == text)
            return action;
    }
    for (QAction* action : window.findChildren<QAction*>()) {
        if (action->text().remove('&') == text)
            return action;
    }
    return nullptr;
}

bool saveAs(WindowBench& bench, const QString& path)
{
    QSignalSpy saved(&bench.program->study(), &session::StudyKeeper::saved);
    bench.program->study().saveAs(path);
    return saved.wait(test::kLongMs) && bench.settle();
}

} // namespace

/// The window on a study: what it shows is there again, and what is not is said.
class TestStudyWindow : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void showsTheSameViewAfterTheFolderMoved()
    {
        test::NetworkFiles files;
        files.write();
        const QString moved = files.folder.filePath("moved");
        QImage before;
        {
            WindowBench bench;
            bench.program->session().openFiles({files.a(), files.b()});
            QVERIFY(bench.settle());
            bench.program->session().stepLayer(1);
            QVERIFY(bench.settle());
            QVERIFY(bench.showView<ui::MatchingView>());
            bench.find<QDoubleSpinBox>("Threshold")->setValue(0.7);
            bench.program->selection().setCurrent({{{0}, {1}, {1}}});
            QVERIFY(bench.settle());
            QVERIFY(saveAs(bench, files.folder.filePath("s.counterpart")));
            before = bench.view()->grab().toImage();
        }
        QVERIFY(QDir().mkpath(moved));
        for (const char* file : {"a.h5", "b.h5", "s.counterpart"})
            QVERIFY(QFile::rename(files.folder.filePath(file), moved + '/' + file));
        WindowBench bench;
        bench.program->study().open(moved + "/s.counterpart");
        QVERIFY(bench.settle());
        QVERIFY(qobject_cast<ui::MatchingView*>(bench.view()));
        QTRY_COMPARE(bench.find<QDoubleSpinBox>("Threshold")->value(), 0.7);
        QVERIFY(bench.settle());
        QCOMPARE(bench.program->session().pair()->a.layer.value, 1);
        QCOMPARE(bench.program->selection().current().size(), std::size_t(1));
        auto* table = bench.find<ui::MatchTableView>()->table();
        QTRY_COMPARE(table->selectionModel()->selectedRows().size(), qsizetype(1));
        const QImage after = bench.view()->grab().toImage();
        before.save(QStringLiteral(COUNTERPART_TEST_OUTPUT_DIR "/study_before.png"));
        after.save(QStringLiteral(COUNTERPART_TEST_OUTPUT_DIR "/study_after.png"));
        QCOMPARE(after, before);
        QVERIFY(bench.find<ui::MessageBar>()->isHidden());
    }

    /// What a view is set to is set again once the view has computed what its controls offer.
    void showsTheSameClustersAndZoom()
    {
        test::NetworkFiles files;
        files.write();
        const QString study = files.folder.filePath("s.counterpart");
        const auto zoomedOf = [](WindowBench& bench) {
            const auto figures =
                bench.view() ? bench.view()->figures() : std::vector<ui::ShownFigure>{};
            return figures.empty()
                       ? nullptr
                       : dynamic_cast<plots::ZoomedPlot*>(&figures.front().widget->plot());
        };
        std::vector<double> zoom;
        {
            WindowBench bench;
            QVERIFY(bench.open({files.a(), files.b()}, QStringLiteral("Clusters")));
            bench.window().workspaces().showNamed("clusters");
            QVERIFY(bench.settle());
            auto* count = bench.find<QSpinBox>("Number of clusters");
            QTRY_VERIFY(count->maximum() > 5);
            count->setValue(count->value() == 5 ? 6 : 5);
            QVERIFY(bench.settle());
            count->setValue(5);
            QVERIFY(bench.settle());
            bench.view()->figures().front().widget->zoom(1.7);
            zoom = zoomedOf(bench)->zoomState();
            QVERIFY(!zoom.empty());
            QVERIFY(saveAs(bench, study));
        }
        WindowBench bench;
        // Saved before anything was set again.
        const QString early = files.folder.filePath("early.counterpart");
        const ui::Workspaces& workspaces = bench.window().workspaces();
        connect(&workspaces, &ui::Workspaces::currentViewChanged, &bench.window(), [&] {
            if (workspaces.currentName() == "clusters" && workspaces.currentView() &&
                !QFile::exists(early)) {
                QVERIFY(ui::ControlRestorer::of(*workspaces.currentView()));
                bench.program->study().saveAs(early);
            }
        });
        bench.window().openFiles({study});
        QTRY_COMPARE_WITH_TIMEOUT(bench.window().workspaces().currentName(), QString("clusters"),
                                  test::kLongMs);
        QVERIFY(bench.settle());
        QTRY_COMPARE_WITH_TIMEOUT(bench.find<QSpinBox>("Number of clusters")->value(), 5, 20'000);
        QTRY_VERIFY(zoomedOf(bench) && zoomedOf(bench)->zoomState() == zoom);
        QTRY_VERIFY(QFile::exists(early));
        QVERIFY(bench.settle());
        const QJsonObject view =
            QJsonDocument::fromJson(
                QByteArray::fromStdString(core::readStudy(early.toStdString(), {}).view))
                .object();
        const QJsonObject controls =
            view["window"].toObject()["controls"].toObject()["clusters"].toObject();
        QCOMPARE(controls["Number of clusters"].toInt(), 5);
    }

    /// Keys of commands come to no widget as a key that was pressed.
    void commandsEndARestoration()
    {
        test::NetworkFiles files;
        files.write();
        session::JobRunner jobs;
        WindowBench bench;
        QVERIFY(bench.open({files.a(), files.b()}, QStringLiteral("Matches")));
        QVERIFY(bench.view());
        bench.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&bench.window()));
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers) {
            new ui::ControlRestorer(*bench.view(), {{"Threshold", 0.7}}, jobs);
            QTest::keyClick(&bench.window(), key, modifiers);
            return ui::ControlRestorer::of(*bench.view()) == nullptr;
        };
        QVERIFY(saveAs(bench, files.folder.filePath("s.counterpart")));
        QSignalSpy saved(&bench.program->study(), &session::StudyKeeper::saved);
        QVERIFY(!press(Qt::Key_S, Qt::ControlModifier));
        QVERIFY(saved.wait(test::kLongMs));
        QVERIFY(press(Qt::Key_Escape, Qt::NoModifier));
    }

    void marksWhatIsNotSaved()
    {
        test::NetworkFiles files;
        files.write();
        WindowBench bench;
        QVERIFY(!actionOf(bench.window(), "Save study")->isEnabled());
        QCOMPARE(bench.window().windowTitle(), QString("Counterpart"));
        bench.program->session().openFiles({files.a(), files.b()});
        QVERIFY(bench.settle());
        QVERIFY(actionOf(bench.window(), "Save study")->isEnabled());
        QVERIFY(!bench.window().isWindowModified()); // it has no file yet
        QVERIFY(saveAs(bench, files.folder.filePath("s.counterpart")));
        QCOMPARE(bench.window().windowTitle(), QString("s.counterpart[*] – Counterpart"));
        QVERIFY(!bench.window().isWindowModified());
        QCOMPARE(bench.program->settings().recentFiles().front(),
                 files.folder.filePath("s.counterpart"));
        bench.program->session().stepLayer(1);
        QVERIFY(bench.settle());
        QVERIFY(bench.window().isWindowModified());
        QSignalSpy saved(&bench.program->study(), &session::StudyKeeper::saved);
        actionOf(bench.window(), "Save study")->trigger();
        QVERIFY(saved.wait(test::kLongMs));
        QVERIFY(!bench.window().isWindowModified());
    }

    void saysWhichInputsAreMissing()
    {
        test::NetworkFiles files;
        files.write();
        const QString study = files.folder.filePath("s.counterpart");
        {
            WindowBench bench;
            bench.program->session().openFiles({files.a(), files.b()});
            QVERIFY(bench.settle());
            QVERIFY(saveAs(bench, study));
            QVERIFY(!actionOf(bench.window(), "Find missing inputs…")->isEnabled());
        }
        QVERIFY(QFile::rename(files.b(), files.folder.filePath("elsewhere.h5")));
        WindowBench bench;
        bench.program->study().open(study);
        QVERIFY(bench.settle());
        QVERIFY(bench.view()); // what is known is shown
        auto* messages = bench.find<ui::MessageBar>();
        QVERIFY(messages->isVisible());
        QString said;
        for (const QLabel* label : messages->findChildren<QLabel*>())
            said += label->text();
        QVERIFY2(said.contains("Not found") && said.contains("b.h5"), qPrintable(said));
        QVERIFY(actionOf(bench.window(), "Find missing inputs…")->isEnabled());
        QVERIFY(!actionOf(bench.window(), "Read changed inputs again")->isEnabled());
        // Figures still say where they come from.
        const session::Session& session = bench.program->session();
        ui::FigureOrigin origin;
        origin.networks = session.networks();
        origin.layers = {session.pair()->a.layer, session.pair()->b.layer};
        const core::Provenance provenance = ui::provenanceOf(origin);
        QVERIFY(QString::fromStdString(provenance.inputs[1].path).endsWith("/b.h5"));
        QVERIFY(core::isUnchanged(files.folder.filePath("elsewhere.h5").toStdString(),
                                  provenance.inputs[1].fingerprint));
    }
};

QTEST_MAIN(TestStudyWindow)
#include "tst_study_window.moc"
