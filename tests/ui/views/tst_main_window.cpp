#include "tests/support/example_files.h"
#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"
#include "tests/ui/views/drop_files.h"

#include "ui/commands/export_dialog.h"
#include "ui/views/inspector.h"
#include "ui/views/match_table_view.h"
#include "ui/views/plot_widget.h"
#include "ui/views/state_page.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTextBrowser>
#include <QTimer>

using namespace counterpart;
using session::AnalysisController;
using State = session::AnalysisController::State;
using test::WindowBench;

namespace {

QString allText(const QWidget& widget)
{
    QStringList texts;
    for (const QLabel* label : widget.findChildren<QLabel*>())
        texts += label->text();
    return texts.join(QLatin1Char('\n'));
}

QAction* actionWithKey(QWidget& window, const QKeySequence& keys)
{
    for (QAction* action : window.findChildren<QAction*>()) {
        if (action->shortcut() == keys)
            return action;
    }
    return nullptr;
}

/// A point of the plot at which the two units lie, found by asking the plot itself on a grid.
std::optional<QPoint> pointAt(ui::PlotWidget& widget, const session::Units& units)
{
    for (int y = 0; y < widget.height(); y += 3) {
        for (int x = 0; x < widget.width(); x += 3) {
            const auto hit = widget.plot().hitAt({double(x), double(y)});
            if (hit && hit->units == units)
                return QPoint(x, y);
        }
    }
    return std::nullopt;
}

/// Something to use, and not a part of another control.
bool isControl(const QWidget& widget)
{
    const bool isOne = widget.inherits("QComboBox") || widget.inherits("QAbstractSpinBox") ||
                       widget.inherits("QAbstractSlider") ||
                       (widget.inherits("QAbstractItemView") && !widget.inherits("QHeaderView")) ||
                       widget.inherits("counterpart::ui::PlotWidget");
    const QWidget* parent = widget.parentWidget();
    return isOne && !widget.inherits("QScrollBar") &&
           !(parent && parent->inherits("QComboBoxPrivateContainer"));
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void droppedFilesOpenAndAreRemembered()
    {
        test::NetworkFiles files;
        files.write();
        WindowBench bench;
        QVERIFY(!bench.view()); // nothing open: the page that says how to begin
        test::dropFiles(bench.window(), {files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        QVERIFY(bench.view());
        QCOMPARE(session::AppSettings().recentFiles().size(), 2);
    }

    /// By the buttons of the first page.
    void bothExamplesOpenFromTheFirstPage()
    {
        for (const auto& [text, count] :
             {std::pair("Open the example", 4), std::pair("Open the example of training", 13)}) {
            WindowBench bench;
            QPushButton* button = bench.button<ui::StatePage>(QString::fromLatin1(text));
            QVERIFY(button && button->isVisible());
            button->click();
            QTRY_COMPARE_WITH_TIMEOUT(bench.program->session().networks().size(),
                                      std::size_t(count), test::kLongMs);
            QVERIFY(bench.settle());
        }
    }

    /// What stood in the bar above stays there.
    void switchingTheThemeKeepsSizes()
    {
        WindowBench bench;
        bench.program->settings().setTheme(session::ThemeChoice::Light);
        QVERIFY(bench.open(test::exampleFiles(QStringLiteral("/training")), "Correlations"));
        auto* layer = bench.find<QComboBox>("Layer A");
        auto* reference = bench.find<QComboBox>("Reference network");
        QVERIFY(layer && reference && reference->isVisible());
        const QRect before = reference->geometry();
        const int width = layer->width();
        bench.program->settings().setTheme(session::ThemeChoice::Dark);
        QVERIFY(bench.settle());
        QCOMPARE(layer->width(), width);
        QCOMPARE(reference->geometry(), before);
        QVERIFY(bench.window().palette().color(QPalette::Window).lightness() < 128);
    }

    void clickInTheMatrixReachesInspectorAndTable()
    {
        test::NetworkFiles files;
        files.write();
        WindowBench bench;
        bench.program->session().openFiles({files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        QVERIFY(bench.settle());
        const session::LayerPair pair = *bench.program->session().pair();
        const session::Units cell{{pair.a.net, pair.a.layer, core::UnitIndex{2}},
                                  {pair.b.net, pair.b.layer, core::UnitIndex{0}}};
        ui::PlotWidget& matrices = *bench.view()->plotWidget();
        QTRY_VERIFY(pointAt(matrices, cell).has_value());
        QTest::mouseClick(&matrices, Qt::LeftButton, {}, *pointAt(matrices, cell));
        QCOMPARE(bench.program->selection().current(), cell);

        auto* inspector = bench.find<ui::Inspector>();
        QTRY_VERIFY(allText(*inspector).contains(QStringLiteral("net A/fc[2]")));
        QVERIFY(allText(*inspector).contains(QStringLiteral("net B/fc[0]")));
        QVERIFY(allText(*inspector)
                    .contains(QStringLiteral("1.000"))); // B's unit 0 is a copy of A's unit 2
        QTableView* table = bench.find<ui::MatchTableView>()->table();
        QTRY_COMPARE(table->currentIndex().siblingAtColumn(0).data().toString(),
                     QStringLiteral("2"));

        actionWithKey(bench.window(), QKeySequence::Undo)->trigger();
        QTRY_VERIFY(bench.program->selection().current().empty());
    }

    void rowOfTheTableMakesThePairCurrent()
    {
        test::NetworkFiles files;
        files.write();
        WindowBench bench;
        bench.program->session().openFiles({files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        QTableView* table = bench.find<ui::MatchTableView>()->table();
        QTRY_COMPARE(table->model()->rowCount(), 4);
        const QModelIndex row = table->model()->index(1, 0);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(row).center());
        const session::Units& current = bench.program->selection().current();
        QCOMPARE(current.size(), 2);
        QCOMPARE(current[0].unit.value, row.data().toInt());
        QCOMPARE(files.permutation[std::size_t(current[1].unit.value)], current[0].unit.value);
    }

    void arrowsWalkAndEscapeClears()
    {
        test::NetworkFiles files;
        files.write();
        WindowBench bench;
        bench.program->session().openFiles({files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        QWidget* matrices = bench.view()->plotWidget();
        QTest::keyClick(matrices, Qt::Key_Down);
        QTest::keyClick(matrices, Qt::Key_Right);
        QTest::keyClick(matrices, Qt::Key_Right);
        const session::Units& current = bench.program->selection().current();
        QCOMPARE(current.size(), 2);
        QCOMPARE(current[0].unit.value, 1);
        QCOMPARE(current[1].unit.value, 2);
        actionWithKey(bench.window(), Qt::Key_Escape)->trigger();
        QVERIFY(bench.program->selection().current().empty());
    }

    void everyWorkspaceShowsAndCopies()
    {
        test::NetworkFiles files;
        files.write();
        WindowBench bench;
        bench.program->session().openFiles({files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        for (int tab = 0; tab < 3; ++tab) {
            bench.window().workspaces().showTab(tab);
            QVERIFY(bench.settle());
            QVERIFY(!bench.view()->plotWidget()->accessibleName().isEmpty());
            QApplication::clipboard()->clear();
            actionWithKey(bench.window(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C))
                ->trigger();
            QVERIFY2(!QApplication::clipboard()->image().isNull(),
                     qPrintable(bench.view()->plotWidget()->accessibleName()));
            actionWithKey(bench.window(), QKeySequence::Copy)->trigger();
            QTRY_VERIFY2(QApplication::clipboard()->text().contains(QLatin1Char('\t')),
                         qPrintable(bench.view()->plotWidget()->accessibleName()));
        }
    }

    void theFigureUsedLastIsCopiedAndAllCanBeExported()
    {
        test::NetworkFiles files;
        files.write();
        WindowBench bench;
        QAction* exporting =
            actionWithKey(bench.window(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
        QVERIFY(!exporting->isEnabled());
        bench.program->session().openFiles({files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        QVERIFY(exporting->isEnabled());
        bench.window().workspaces().showTab(1);
        QVERIFY(bench.settle());
        QCOMPARE(bench.view()->figures().size(), 2);
        ui::PlotWidget* layers = bench.view()->figures()[1].widget;
        bench.window().activateWindow();
        layers->setFocus();
        QApplication::clipboard()->clear();
        actionWithKey(bench.window(), QKeySequence::Copy)->trigger();
        QTRY_COMPARE(QApplication::clipboard()->text(),
                     QString::fromStdString(layers->plot().dataAsText()));

        QTimer::singleShot(0, &bench.window(), [&] { // while the dialog is open
            auto* dialog = bench.window().findChild<ui::ExportDialog*>();
            auto* choice = dialog->findChild<QComboBox*>();
            QVERIFY(choice->count() >= 2); // and what other workspaces have drawn
            QCOMPARE(choice->currentText(), layers->accessibleName());
            QVERIFY(dialog->path().endsWith(QStringLiteral("/a4-layer-averages.svg")));
            const QSizeF size = dialog->spec().sizeMm;
            choice->setCurrentIndex(1);
            QVERIFY(dialog->path().endsWith(QStringLiteral("/a3-matching-curves.svg")));
            QVERIFY(dialog->spec().sizeMm != size); // of other proportions
            dialog->reject();
        });
        exporting->trigger();
    }

    void helpIsThereAndSpeaksOfEveryWorkspace()
    {
        WindowBench bench;
        actionWithKey(bench.window(), QKeySequence::HelpContents)->trigger();
        const auto* help = bench.find<QTextBrowser>();
        QVERIFY(help);
        for (const char* word :
             {"Correlations", "Matches", "Gallery", "Measures", "h5py", "Semi-matching"})
            QVERIFY2(help->toPlainText().contains(QLatin1String(word)), word);
    }

    void paletteGoesToAnAddressAndRunsCommands()
    {
        test::NetworkFiles files;
        files.write();
        WindowBench bench;
        bench.program->session().openFiles({files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        QAction* open =
            actionWithKey(bench.window(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
        open->trigger();
        QTest::keyClicks(bench.find<QLineEdit>("Command or address"),
                         "net A/conv[1] ~ net B/conv[0]");
        QTest::keyClick(bench.find<QLineEdit>("Command or address"), Qt::Key_Return);
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        QCOMPARE(bench.program->session().layerTitle(bench.program->session().pair()->a),
                 QStringLiteral("net A · conv"));
        QCOMPARE(bench.program->selection().current().size(), 2);
        QCOMPARE(bench.program->selection().current()[0].unit.value, 1);

        QTRY_VERIFY(!bench.find<QLineEdit>("Command or address")); // the first palette is gone
        open->trigger();
        QTest::keyClicks(bench.find<QLineEdit>("Command or address"), "previous lay");
        QTest::keyClick(bench.find<QLineEdit>("Command or address"), Qt::Key_Return);
        QCOMPARE(bench.program->session().layerTitle(bench.program->session().pair()->a),
                 QStringLiteral("net A · fc"));
    }

    void viewsAreMadeWhenTheirTabIsFirstShown()
    {
        test::NetworkFiles files;
        files.write();
        WindowBench bench;
        ui::Workspaces& workspaces = bench.window().workspaces();
        const auto viewCount = [&] { return workspaces.findChildren<ui::LinkedView*>().size(); };
        workspaces.showTab(1); // behind the page that says that nothing is open
        QCOMPARE(viewCount(), 0);
        bench.program->session().openFiles({files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        QCOMPARE(viewCount(), 1);
        const ui::LinkedView* first = bench.view();
        QVERIFY(first->isVisible() && first->size() == first->parentWidget()->size());
        QSignalSpy readouts(&workspaces, &ui::Workspaces::readout);
        emit bench.view()->readout(QStringLiteral("unit 3"));
        QCOMPARE(readouts.size(), 1);

        workspaces.showTab(0);
        QCOMPARE(viewCount(), 2);
        QVERIFY(bench.view()->isVisible() && !first->isVisible());
        workspaces.showTab(1);
        QCOMPARE(viewCount(), 2);
        QCOMPARE(bench.view(), first);
    }

    void everyControlHasANameAndAPlaceInTheTabOrder()
    {
        test::NetworkFiles files;
        files.write();
        WindowBench bench;
        bench.program->session().openFiles({files.a(), files.b()});
        QTRY_COMPARE(bench.program->controller().state(), State::Ready);
        bench.program->controller().requestInformation();
        QTRY_VERIFY(bench.program->controller().current().information);
        for (int tab = 0; tab < bench.tabCount(); ++tab) {
            bench.window().workspaces().showTab(tab);
            QVERIFY(bench.settle());
            for (const QWidget* widget : bench.window().findChildren<QWidget*>()) {
                if (!isControl(*widget) || !widget->isVisible())
                    continue;
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
                QVERIFY2(widget->focusPolicy() & Qt::TabFocus,
                         qPrintable(widget->accessibleName()));
            }
        }
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
