#include "plots/zoomed_plot.h"
#include "session/study_keeper.h"
#include "tests/ui/views/drop_files.h"
#include "tests/ui/views/export_bench.h"
#include "ui/commands/figure_restorer.h"
#include "ui/commands/file_commands.h"
#include "ui/commands/panel_list.h"
#include "ui/figures/figure_provenance.h"
#include "ui/figures/figure_writer.h"
#include "ui/views/control_state.h"
#include "ui/views/matching_view.h"
#include "ui/views/message_bar.h"
#include "ui/views/plot_widget.h"
#include "ui/views/workspaces.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSlider>
#include <QSpinBox>

using namespace counterpart;
using State = session::AnalysisController::State;
using test::dropFiles;
using test::exportFigure;
using test::openBench;
using test::WindowBench;

namespace {

QString messageIn(WindowBench& bench)
{
    auto* bar = bench.find<ui::MessageBar>();
    QStringList texts;
    for (const QLabel* label : bar->findChildren<QLabel*>())
        texts += label->text();
    return bar->isVisible() ? texts.join(QLatin1Char(' ')) : QString();
}

} // namespace

class TestFigureExport : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void panelsAreComposed()
    {
        test::NetworkFiles files;
        files.write();
        const auto bench = openBench(files);
        QVERIFY(bench);
        QVERIFY(bench->showView<ui::MatchingView>());
        QVERIFY(bench->settle());
        const QString path = files.folder.filePath("figure.svg");
        exportFigure(*bench, path, [&](ui::ExportDialog& dialog) {
            QVERIFY(dialog.findChild<QComboBox*>()->count() >= 3); // of two workspaces
            dialog.findChild<QCheckBox*>()->setChecked(true);
            auto* panels = dialog.findChild<ui::PanelList*>();
            panels->pick(1);
            QCOMPARE(dialog.figures(), (std::vector<std::size_t>{0, 1}));
            panels->setCurrentRow(1);
            QTest::keyClick(panels, Qt::Key_Up, Qt::ControlModifier);
            QCOMPARE(dialog.figures(), (std::vector<std::size_t>{1, 0}));
        });
        const core::Provenance provenance = ui::readFigureProvenance(path);
        QCOMPARE(provenance.name, std::string("a4-layer-averages+a3-matching-curves"));
    }

    void droppedFigureOpensItsView_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {"svg", "pdf", "png", "tiff"})
            QTest::newRow(ending) << ending;
    }

    /// In a new window: files, layers, look, options, workspace, threshold.
    void droppedFigureOpensItsView()
    {
        QFETCH(QString, ending);
        test::NetworkFiles files;
        files.write();
        const QString path = files.folder.filePath("figure." + ending);
        {
            const auto bench = openBench(files);
            QVERIFY(bench);
            session::Session& session = bench->program->session();
            const core::LayerIndex conv = session.networks()[0]->findLayer("conv");
            session.setLayer(core::Side::A, {core::NetId{0}, conv});
            core::AnalysisOptions options = session.options();
            options.pass.policy.positions = core::Positions::Max;
            session.setOptions(options);
            session.setMeasure(session::Measure::AbsoluteCorrelation);
            bench->find<ui::Workspaces>()->showNamed("matches");
            QVERIFY(bench->settle());
            auto* view = qobject_cast<ui::MatchingView*>(bench->view());
            QVERIFY(view);
            view->setThreshold(0.35);
            bench->window().setFocus();
            const auto choose = [&](ui::ExportDialog& dialog) {
                const int place = QStringList{"svg", "pdf", "png", "tiff"}.indexOf(ending);
                dialog.findChildren<QComboBox*>()[1]->setCurrentIndex(place);
            };
            QCOMPARE(exportFigure(*bench, path, choose), path);
        }
        WindowBench bench;
        dropFiles(bench.window(), {path});
        QTRY_COMPARE_WITH_TIMEOUT(bench.program->controller().state(), State::Ready, 20'000);
        QVERIFY(bench.settle());
        session::Session& session = bench.program->session();
        QCOMPARE(session.networks().size(), std::size_t{2});
        QCOMPARE(session.layer(session.pair()->a).name, std::string("conv"));
        QCOMPARE(session.layer(session.pair()->b).name, std::string("conv"));
        QCOMPARE(session.options().pass.policy.positions, core::Positions::Max);
        QCOMPARE(session.measure(), session::Measure::AbsoluteCorrelation);
        QCOMPARE(bench.find<ui::Workspaces>()->currentName(), QString("matches"));
        auto* view = qobject_cast<ui::MatchingView*>(bench.view());
        QVERIFY(view);
        QTRY_COMPARE(view->threshold(), 0.35);
        QCOMPARE(messageIn(bench), QString());
    }

    void lookComesBackWithoutReopening()
    {
        test::NetworkFiles files;
        files.write();
        const auto bench = openBench(files);
        QVERIFY(bench);
        const QString path = files.folder.filePath("figure.svg");
        session::MatrixLook look;
        look.order = core::OrderKind::BestValue;
        look.map = session::MapChoice::Gray;
        look.limits = session::LimitsKind::MinMax;
        auto* matrices = &bench->program->matrices();
        matrices->setLook(look);
        QVERIFY(bench->settle());
        exportFigure(*bench, path, [](ui::ExportDialog&) {});
        matrices->setLook({});
        bench->find<ui::Workspaces>()->showNamed("clusters");
        dropFiles(bench->window(), {path});
        QVERIFY(bench->settle());
        QTRY_VERIFY(matrices->look() == look);
        QCOMPARE(bench->find<ui::Workspaces>()->currentName(), QString("correlations"));
        QCOMPARE(bench->program->session().networks().size(), std::size_t{2});
    }

    void foreignPictureIsRefused()
    {
        WindowBench bench;
        QTemporaryDir folder;
        const QString path = folder.filePath("photo.png");
        QVERIFY(QImage(4, 4, QImage::Format_RGB32).save(path));
        dropFiles(bench.window(), {path});
        QVERIFY(bench.settle());
        QVERIFY2(messageIn(bench).contains("photo.png is a picture that says nothing"),
                 qPrintable(messageIn(bench)));
        QVERIFY(bench.program->session().networks().empty());
    }

    /// The first missing file is asked for; the other is found beside it.
    void missingInputsAreAskedForOnce()
    {
        test::NetworkFiles files;
        files.write();
        QTemporaryDir elsewhere;
        QTemporaryDir pictures;
        const QString path = pictures.filePath("figure.svg");
        {
            const auto bench = openBench(files);
            QVERIFY(bench);
            exportFigure(*bench, path, [](ui::ExportDialog&) {});
        }
        for (const char* name : {"a.h5", "b.h5"})
            QVERIFY(QFile::rename(files.folder.filePath(name), elsewhere.filePath(name)));
        WindowBench bench;
        QStringList asked;
        auto* restorer = bench.find<ui::FigureRestorer>();
        restorer->setLocate([&](const QString& missing) {
            asked += missing;
            return QString();
        });
        dropFiles(bench.window(), {path});
        QVERIFY(bench.settle());
        QCOMPARE(asked, QStringList(files.a()));
        QVERIFY2(messageIn(bench).contains("a.h5 is missing"), qPrintable(messageIn(bench)));
        restorer->setLocate([&](const QString& missing) {
            asked += missing;
            return elsewhere.filePath("a.h5");
        });
        dropFiles(bench.window(), {path});
        QTRY_COMPARE_WITH_TIMEOUT(bench.program->controller().state(), State::Ready, 20'000);
        QCOMPARE(asked.size(), 2);
        QCOMPARE(bench.program->session().networks().size(), std::size_t{2});
    }

    /// What a view of its own is set to and which part it shows, also of a figure that is opened
    /// rather than dropped.
    void settingsOfTheViewComeBack()
    {
        test::NetworkFiles files;
        files.write();
        const QString path = files.folder.filePath("figure.svg");
        std::vector<double> zoom;
        const auto zoomedOf = [](WindowBench& bench) {
            return dynamic_cast<plots::ZoomedPlot*>(
                &bench.view()->figures().front().widget->plot());
        };
        {
            const auto bench = openBench(files);
            QVERIFY(bench);
            bench->find<ui::Workspaces>()->showNamed("clusters");
            QVERIFY(bench->settle());
            auto* count = bench->find<QSpinBox>("Number of clusters");
            QTRY_VERIFY(count->maximum() > 3);
            count->setValue(count->value() == 3 ? 4 : 3);
            bench->find<QDoubleSpinBox>("Lowest correlation of an edge")->setValue(0.1);
            QVERIFY(bench->settle());
            count->setValue(3);
            QVERIFY(bench->settle());
            bench->view()->figures().front().widget->zoom(2);
            zoom = zoomedOf(*bench)->zoomState();
            QVERIFY(!zoom.empty());
            bench->window().setFocus();
            QCOMPARE(exportFigure(*bench, path, [](ui::ExportDialog&) {}), path);
        }
        WindowBench bench;
        bench.window().openFiles({path});
        QTRY_COMPARE_WITH_TIMEOUT(bench.program->controller().state(), State::Ready, 20'000);
        QTRY_COMPARE(bench.find<ui::Workspaces>()->currentName(), QString("clusters"));
        QVERIFY(bench.settle());
        QTRY_COMPARE_WITH_TIMEOUT(bench.find<QSpinBox>("Number of clusters")->value(), 3, 20'000);
        QCOMPARE(bench.find<QDoubleSpinBox>("Lowest correlation of an edge")->value(), 0.1);
        QTRY_VERIFY(zoomedOf(bench) && zoomedOf(bench)->zoomState() == zoom);
        ui::restoreControls(*bench.view(), {}); // says nothing of the zoom
        QVERIFY(zoomedOf(bench)->zoomState() == zoom);
        zoomedOf(bench)->setZoomState({});
        const QJsonObject whole = ui::controlState(*bench.view());
        zoomedOf(bench)->setZoomState(zoom);
        ui::restoreControls(*bench.view(), whole);
        QVERIFY(zoomedOf(bench)->zoomState().empty());
    }

    /// The user went on before the result was there: the controls are of the figure's view.
    void otherWorkspaceIsLeftAlone()
    {
        test::NetworkFiles files;
        files.write();
        const auto bench = openBench(files);
        QVERIFY(bench);
        auto* workspaces = bench->find<ui::Workspaces>();
        workspaces->showNamed("clusters");
        QVERIFY(bench->settle());
        auto* edge = bench->find<QDoubleSpinBox>("Lowest correlation of an edge");
        edge->setValue(0.1);
        QVERIFY(bench->settle());
        const QString path = files.folder.filePath("figure.svg");
        QCOMPARE(exportFigure(*bench, path, [](ui::ExportDialog&) {}), path);
        edge->setValue(0.3);
        workspaces->showNamed("matches");
        QVERIFY(bench->settle());
        connect(
            workspaces, &ui::Workspaces::currentViewChanged, workspaces,
            [&] {
                if (workspaces->currentName() == "clusters")
                    workspaces->showNamed("matches");
            },
            Qt::QueuedConnection);
        dropFiles(bench->window(), {path});
        QTRY_COMPARE_WITH_TIMEOUT(edge->value(), 0.1, 20'000);
        QCOMPARE(workspaces->currentName(), QString("matches"));
    }

    /// As people do: by the menu.
    void recentFigureOpensItsView()
    {
        test::NetworkFiles files;
        files.write();
        const auto bench = openBench(files);
        QVERIFY(bench);
        bench->find<ui::Workspaces>()->showNamed("matches");
        QVERIFY(bench->settle());
        const QString path = files.folder.filePath("figure.svg");
        QCOMPARE(exportFigure(*bench, path, [](ui::ExportDialog&) {}), path);
        QSignalSpy restored(bench->find<ui::FigureRestorer>(), &ui::FigureRestorer::restored);
        dropFiles(bench->window(), {path}); // which makes it a recent file
        QTRY_COMPARE_WITH_TIMEOUT(restored.size(), 1, 20'000);
        bench->program->session().closeAll();
        bench->find<ui::Workspaces>()->showNamed("clusters");
        auto* menu = bench->find<ui::RecentFilesMenu>();
        emit menu->aboutToShow();
        QCOMPARE(menu->actions().front()->text(), QString("figure.svg"));
        menu->actions().front()->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(restored.size(), 2, 20'000);
        QCOMPARE(bench->find<ui::Workspaces>()->currentName(), QString("matches"));
        QCOMPARE(bench->program->session().networks().size(), std::size_t{2});
        QCOMPARE(messageIn(*bench), QString());
    }

    void penaltyComesBack()
    {
        test::NetworkFiles files;
        files.write();
        const QString path = files.folder.filePath("figure.png");
        int step = 0;
        {
            const auto bench = openBench(files);
            QVERIFY(bench);
            bench->find<ui::Workspaces>()->showNamed("mapping");
            QVERIFY(bench->settle());
            auto* penalty = bench->find<QSlider>("Penalty");
            QTRY_VERIFY(penalty->maximum() > 3 && bench->view()->figures().size() > 1);
            step = penalty->value() == 2 ? 3 : 2;
            penalty->setValue(step);
            bench->window().setFocus();
            const auto choose = [](ui::ExportDialog& dialog) {
                dialog.findChildren<QComboBox*>()[1]->setCurrentIndex(2);
            };
            QCOMPARE(exportFigure(*bench, path, choose), path);
        }
        WindowBench bench;
        bench.window().openFiles({path});
        QTRY_COMPARE_WITH_TIMEOUT(bench.program->controller().state(), State::Ready, 20'000);
        QVERIFY(bench.settle());
        QTRY_COMPARE_WITH_TIMEOUT(bench.find<QSlider>("Penalty")->value(), step, 20'000);
    }

    /// The study knows the networks that the figure shows; their files are gone.
    void studyStandsForItsInputs()
    {
        test::NetworkFiles files;
        files.write();
        QTemporaryDir elsewhere;
        const QString path = elsewhere.filePath("figure.svg");
        const QString study = elsewhere.filePath("s.counterpart");
        {
            const auto bench = openBench(files);
            QVERIFY(bench);
            QVERIFY(!exportFigure(*bench, path, [](ui::ExportDialog&) {}).isEmpty());
            QSignalSpy saved(&bench->program->study(), &session::StudyKeeper::saved);
            bench->program->study().saveAs(study);
            QVERIFY(saved.wait(test::kLongMs));
        }
        QVERIFY(QFile::remove(files.a()) && QFile::remove(files.b()));
        WindowBench bench;
        bench.window().openFiles({study});
        QTRY_COMPARE_WITH_TIMEOUT(bench.program->controller().state(), State::Ready, 20'000);
        bench.find<ui::Workspaces>()->showNamed("matches");
        QVERIFY(bench.settle());
        auto* restorer = bench.find<ui::FigureRestorer>();
        bool isAsked = false;
        restorer->setLocate([&](const QString&) {
            isAsked = true;
            return QString();
        });
        QSignalSpy restored(restorer, &ui::FigureRestorer::restored);
        dropFiles(bench.window(), {path});
        QTRY_COMPARE_WITH_TIMEOUT(restored.size(), 1, 20'000);
        QVERIFY(!isAsked);
        QCOMPARE(bench.find<ui::Workspaces>()->currentName(), QString("correlations"));
        QCOMPARE(bench.program->session().networks().size(), std::size_t{2});
    }

    /// The user points to another file than the one that the figure was made from.
    void otherFileIsSaid()
    {
        test::NetworkFiles files;
        files.write();
        QTemporaryDir elsewhere;
        const QString path = elsewhere.filePath("figure.svg");
        {
            const auto bench = openBench(files);
            QVERIFY(bench);
            QVERIFY(!exportFigure(*bench, path, [](ui::ExportDialog&) {}).isEmpty());
        }
        const QString b = elsewhere.filePath("other.h5");
        QVERIFY(QFile::copy(files.b(), b));
        QVERIFY(QFile::remove(files.a()));
        WindowBench bench;
        bench.find<ui::FigureRestorer>()->setLocate([&](const QString&) { return b; });
        dropFiles(bench.window(), {path});
        QTRY_VERIFY_WITH_TIMEOUT(messageIn(bench).contains("other.h5 is not what the figure"),
                                 20'000);
    }

    /// The layers have the same names, and other dimensions.
    void axesThatDoNotFitAreSaid()
    {
        test::NetworkFiles files;
        files.write();
        const QString path = files.folder.filePath("figure.svg");
        {
            const auto bench = openBench(files);
            QVERIFY(bench);
            QCOMPARE(exportFigure(*bench, path, [](ui::ExportDialog&) {}), path);
        }
        {
            test::Hdf5Fixture file(files.a().toStdString());
            const std::vector<int> numbers(std::size_t(files.inputs) * 18, 1);
            file.write("activations/conv", {files.inputs, 18}, numbers);
            file.write("activations/fc", {files.inputs, 2, 3, 3}, numbers);
        }
        WindowBench bench;
        dropFiles(bench.window(), {path});
        QTRY_VERIFY_WITH_TIMEOUT(messageIn(bench).contains("cannot be read as NC"), 20'000);
        QVERIFY2(messageIn(bench).contains("a.h5"), qPrintable(messageIn(bench)));
        QVERIFY(bench.settle());
    }

    /// What is open is compared, not what lies in its place by now.
    void openNetworksAreWhatTheyWere()
    {
        test::NetworkFiles files;
        files.write();
        const auto bench = openBench(files);
        QVERIFY(bench);
        const QString path = files.folder.filePath("figure.svg");
        const QString study = files.folder.filePath("s.counterpart");
        QCOMPARE(exportFigure(*bench, path, [](ui::ExportDialog&) {}), path);
        const auto save = [&](WindowBench& saving) {
            QSignalSpy saved(&saving.program->study(), &session::StudyKeeper::saved);
            saving.program->study().saveAs(study);
            QVERIFY(saved.wait(test::kLongMs));
        };
        const auto remark = [&](const QStringList& opened) {
            WindowBench next;
            next.window().openFiles(opened);
            const bool isReady = QTest::qWaitFor(
                [&] { return next.program->controller().state() == State::Ready; }, 20'000);
            QSignalSpy restored(next.find<ui::FigureRestorer>(), &ui::FigureRestorer::restored);
            dropFiles(next.window(), {path});
            return isReady && restored.wait(20'000) ? restored.front().front().toString()
                                                    : QStringLiteral("nothing came");
        };
        save(*bench);
        files.inputs = 44;
        files.write();
        QCOMPARE(remark({study}), QString()); // shows what the figure shows
        QVERIFY(remark({files.a(), files.b()}).contains("a.h5 has changed"));
        const auto other = openBench(files);
        QVERIFY(other);
        save(*other);
        QVERIFY(QFile::remove(files.a()) && QFile::remove(files.b()));
        QVERIFY(remark({study}).contains("a.h5 has changed")); // of which no file is there
    }

    void changedInputIsSaid()
    {
        test::NetworkFiles files;
        files.write();
        const auto bench = openBench(files);
        QVERIFY(bench);
        const QString path = files.folder.filePath("figure.pdf");
        exportFigure(*bench, path, [](ui::ExportDialog& dialog) {
            dialog.findChildren<QComboBox*>()[1]->setCurrentIndex(1);
        });
        files.inputs = 44;
        files.write();
        WindowBench other;
        dropFiles(other.window(), {path});
        QTRY_VERIFY_WITH_TIMEOUT(messageIn(other).contains("a.h5 has changed"), 20'000);
    }
};

QTEST_MAIN(TestFigureExport)
#include "tst_figure_export.moc"
