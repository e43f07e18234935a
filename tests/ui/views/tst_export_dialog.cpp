#include "ui/commands/export_dialog.h"

#include "tests/support/read_csv.h"
#include "tests/ui/views/export_bench.h"
#include "ui/commands/data_place.h"
#include "ui/commands/figure_preview.h"
#include "ui/figures/figure_provenance.h"
#include "ui/views/matching_view.h"
#include "ui/views/plot_widget.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLabel>
#include <QSpinBox>

using namespace counterpart;
using test::exportFigure;
using test::openBench;
using test::openDialog;
using test::save;
using test::saveButton;

class TestExportDialog : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void previewShowsWhatIsChosen()
    {
        test::NetworkFiles files;
        files.write();
        const auto bench = openBench(files);
        QVERIFY(bench);
        const QString path = files.folder.filePath("figure.png");
        bool wasShown = false;
        exportFigure(*bench, path, [&](ui::ExportDialog& dialog) {
            auto* preview = dialog.findChild<ui::FigurePreview*>();
            QVERIFY(QTest::qWaitFor([&] { return !preview->picture().isNull(); }, test::kLongMs));
            const QImage before = preview->picture();
            const QSizeF page = dialog.spec().sizeMm;
            QVERIFY(std::abs(double(before.width()) / before.height() -
                             page.width() / page.height()) < 0.02);
            QSignalSpy shown(preview, &ui::FigurePreview::shown);
            dialog.findChildren<QCheckBox*>().last()->setChecked(false);
            for (QComboBox* box : dialog.findChildren<QComboBox*>())
                if (box->findText("greyscale") >= 0)
                    box->setCurrentIndex(box->findText("greyscale"));
            QVERIFY(QTest::qWaitFor([&] { return !shown.isEmpty(); }, test::kLongMs));
            const QImage grey = preview->picture();
            QVERIFY(grey != before);
            for (int x = 0; x < grey.width(); x += 7) {
                const QRgb pixel = grey.pixel(x, grey.height() / 2);
                QCOMPARE(qRed(pixel), qBlue(pixel));
            }
            wasShown = true;
        });
        QVERIFY(wasShown);
        QVERIFY(QFile::exists(path));
    }

    /// Pixels, inches and millimetres say the same, and the next dialog begins as the last ended.
    void unitsAndMemory()
    {
        test::NetworkFiles files;
        files.write();
        const auto bench = openBench(files);
        QVERIFY(bench);
        const auto spin = [](ui::ExportDialog& dialog, const QString& name) {
            for (auto* box : dialog.findChildren<QDoubleSpinBox*>())
                if (box->accessibleName() == name)
                    return box;
            return static_cast<QDoubleSpinBox*>(nullptr);
        };
        const auto unit = [](ui::ExportDialog& dialog) {
            for (auto* box : dialog.findChildren<QComboBox*>())
                if (box->findText("inches") >= 0)
                    return box;
            return static_cast<QComboBox*>(nullptr);
        };
        const QString path = files.folder.filePath("figure.tiff");
        exportFigure(*bench, path, [&](ui::ExportDialog& dialog) {
            QDoubleSpinBox* width = spin(dialog, "Width");
            QCOMPARE(width->value(), 183.0);
            unit(dialog)->setCurrentIndex(1);
            QCOMPARE(width->value(), 7.2);
            width->setValue(3.5);
            QVERIFY(std::abs(dialog.spec().sizeMm.width() - 88.9) < 1e-9);
            unit(dialog)->setCurrentIndex(2);
            QCOMPARE(width->value(), 1050.0); // at 300 dpi
            dialog.findChildren<QComboBox*>()[1]->setCurrentIndex(3);
            QVERIFY(dialog.path().endsWith(".tiff"));
        });
        QCOMPARE(ui::pictureFormat(path), std::optional(ui::FigureFormat::Tiff));
        exportFigure(*bench, path, [&](ui::ExportDialog& dialog) {
            QCOMPARE(spin(dialog, "Width")->value(), 1050.0);
            QCOMPARE(dialog.spec().format, ui::FigureFormat::Tiff);
        });
    }

    /// A name that was typed stays, whatever else is chosen; its ending is the format.
    void typedNames()
    {
        test::NetworkFiles files;
        files.write();
        const auto bench = openBench(files);
        QVERIFY(bench);
        QVERIFY(bench->showView<ui::MatchingView>()); // which has several figures
        QVERIFY(bench->settle());
        const QString folder = files.folder.path();
        bool wasShown = false;
        openDialog(*bench, [&](ui::ExportDialog& dialog) {
            auto* name = dialog.findChild<QLineEdit*>();
            auto* figure = dialog.findChildren<QComboBox*>()[0];
            auto* format = dialog.findChildren<QComboBox*>()[1];
            const auto type = [&](const QString& text) {
                name->selectAll();
                QTest::keyClicks(name, text);
            };
            const QString offered = QFileInfo(dialog.path()).fileName();
            figure->setCurrentIndex(1);
            QVERIFY(QFileInfo(dialog.path()).fileName() != offered); // not typed yet
            type(folder + "/mine.png");
            QCOMPARE(dialog.spec().format, ui::FigureFormat::Png);
            figure->setCurrentIndex(0);
            QCOMPARE(dialog.path(), folder + "/mine.png");
            format->setCurrentIndex(1);
            QCOMPARE(dialog.path(), folder + "/mine.pdf");
            type(folder + "/mine.v2");
            QCOMPARE(dialog.path(), folder + "/mine.v2.pdf");
            QVERIFY(saveButton(dialog)->isEnabled());
            for (const char* refused : {"/mine.jpg", "/"}) {
                type(folder + refused);
                QVERIFY(!saveButton(dialog)->isEnabled());
            }
            const auto labels = dialog.findChildren<QLabel*>();
            QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
                return label->isVisible() && label->text() == "The file needs a name.";
            }));
            figure->setCurrentIndex(1); // names it again
            QVERIFY(QFileInfo(dialog.path()).fileName() != offered);
            QVERIFY(saveButton(dialog)->isEnabled());
            wasShown = true;
            dialog.reject();
        });
        QVERIFY(wasShown);
    }

    /// Of a file that is there the dialog asks first.
    void saveAsksBeforeItReplaces()
    {
        test::NetworkFiles files;
        files.write();
        const auto bench = openBench(files);
        QVERIFY(bench);
        const QString path = files.folder.filePath("figure.png");
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        bool stayedOpen = false;
        openDialog(*bench, [&](ui::ExportDialog& dialog) {
            dialog.findChild<QLineEdit*>()->setText(path);
            save(dialog, QMessageBox::No);
            stayedOpen = dialog.isVisible();
            dialog.reject();
        });
        QVERIFY(stayedOpen);
        QVERIFY(QFileInfo(path).size() == 3);
        QCOMPARE(exportFigure(*bench, path, [](ui::ExportDialog&) {}), path);
        QCOMPARE(ui::pictureFormat(path), std::optional(ui::FigureFormat::Png));
    }

    /// The list of panels takes its own room and none of the rows'.
    void rowsKeepTheirHeights()
    {
        test::NetworkFiles files;
        files.write();
        const auto bench = openBench(files);
        QVERIFY(bench);
        bool wasShown = false;
        openDialog(*bench, [&](ui::ExportDialog& dialog) {
            const auto spins = dialog.findChildren<QSpinBox*>();
            auto* dpi = *std::ranges::find_if(
                spins, [](const QSpinBox* box) { return box->suffix() == " dpi"; });
            const auto step = [&] { // from the row of resolution to the next
                QApplication::processEvents();
                for (auto* box : dialog.findChildren<QComboBox*>())
                    if (box->findText("white") >= 0)
                        return box->mapTo(&dialog, QPoint()).y() -
                               dpi->mapTo(&dialog, QPoint()).y();
                return 0;
            };
            dialog.resize(dialog.width(), dialog.height() + 300);
            const int before = step();
            dialog.findChild<QCheckBox*>()->setChecked(true);
            QVERIFY(before > 0);
            QCOMPARE(step(), before);
            wasShown = true;
            dialog.reject();
        });
        QVERIFY(wasShown);
    }

    /// The data of the figure, all of them, from the menu to the file.
    void dataAreWritten()
    {
        test::NetworkFiles files;
        files.write();
        const auto bench = openBench(files);
        QVERIFY(bench);
        ui::PlotWidget* matrices = bench->view()->figures().front().widget;
        const QPointF centre(matrices->width() / 4.0, matrices->height() / 4.0);
        QVERIFY(matrices->plot().zoomAt({centre.x(), centre.y()}, 20));
        const QString path = files.folder.filePath("data.csv");
        QTimer::singleShot(0, &bench->window(), [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            dialog->selectFile(path);
            static_cast<QDialog*>(dialog)->accept();
        });
        auto* command = bench->find<ui::ExportDataCommand>();
        QSignalSpy written(command, &ui::ExportDataCommand::written);
        command->action()->trigger();
        QVERIFY(QTest::qWaitFor([&] { return !written.isEmpty(); }, test::kLongMs));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = test::readCsv(file.readAll().toStdString());
        const session::PairResult& result = bench->program->controller().current();
        const core::Matrix& within = result.analysis->correlation.within.a;
        QCOMPARE(lines[0], std::vector<std::string>{"a"});
        QCOMPARE(lines[1].size(), std::size_t(within.cols()) + 1);
        for (std::size_t i = 0; i < std::size_t(within.rows()); ++i) {
            const std::vector<std::string>& line = lines[2 + i];
            for (std::size_t j = 1; j < line.size(); ++j)
                if (!line[j].empty()) // of a dead unit
                    QVERIFY(std::stod(line[j]) ==
                            within(std::stoi(line[0]), std::stoi(lines[1][j])));
        }
        QVERIFY(lines[2 + std::size_t(within.rows())] == std::vector<std::string>{""});
    }

    void placesOfData()
    {
        using ui::DataFormat;
        QCOMPARE(ui::dataPlaceOf("/a/b.json", DataFormat::Csv).format, DataFormat::Json);
        QCOMPARE(ui::dataPlaceOf("/a/b.H5", DataFormat::Csv).path, QString("/a/b.H5"));
        const ui::DataPlace added = ui::dataPlaceOf("/a/b.v2", DataFormat::GraphMl);
        QCOMPARE(added.path, QString("/a/b.v2.graphml"));
    }
};

QTEST_MAIN(TestExportDialog)
#include "tst_export_dialog.moc"
