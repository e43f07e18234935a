#include "tests/support/example_files.h"
#include "tests/ui/views/drop_files.h"
#include "tests/ui/views/export_bench.h"
#include "ui/figures/figure_provenance.h"
#include "ui/views/control_restorer.h"
#include "ui/views/plot_widget.h"
#include "ui/views/workspaces.h"

#include <QComboBox>

#include <algorithm>

using namespace counterpart;
using test::WindowBench;

namespace {

/// The figure among those that are shown, or -1.
int placeOf(WindowBench& bench, const QString& figure)
{
    if (!bench.view())
        return -1;
    const std::vector<ui::ShownFigure> shown = bench.view()->figures();
    const auto found = std::ranges::find(shown, figure, &ui::ShownFigure::name);
    return found == shown.end() ? -1 : static_cast<int>(found - shown.begin());
}

QString dataOf(WindowBench& bench, const QString& figure)
{
    const int place = placeOf(bench, figure);
    return place < 0 ? QString()
                     : QString::fromStdString(
                           bench.view()->figures()[std::size_t(place)].widget->plot().dataAsText());
}

} // namespace

/// Figures of what the program computes only when a button is pressed.
class TestRestoredFigure : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }
    void valuesComeBack_data();
    void valuesComeBack();
    void figureOfAnotherTabComesToTheFront();
};

void TestRestoredFigure::valuesComeBack_data()
{
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<QString>("figure");
    QTest::addColumn<bool>("isGroup"); // of the example of training
    QTest::addColumn<bool>("isOpen");  // in the window that the figure is dropped on
    const auto row = [](const char* name, const char* workspace, const char* figure, bool isGroup,
                        bool isOpen) {
        QTest::newRow(name) << QString(workspace) << QString(figure) << isGroup << isOpen;
    };
    row("map of layers", "Similarity", "s-layer-map", false, false);
    row("samples", "Similarity", "c-samples", false, false);
    row("information", "Measures", "a11-measures", false, false);
    row("under its invitation", "Measures", "a11-measures", false, true);
    row("after two buttons", "Group", "c4-width", true, false);
    row("checkpoints", "Dynamics", "c6-dynamics", true, true);
}

/// As they were, in a window where nobody presses a button.
void TestRestoredFigure::valuesComeBack()
{
    QFETCH(QString, workspace);
    QFETCH(QString, figure);
    QFETCH(bool, isGroup);
    QFETCH(bool, isOpen);
    test::NetworkFiles made;
    made.write();
    const QStringList files =
        isGroup ? test::exampleFiles(QStringLiteral("/training")) : QStringList{made.a(), made.b()};
    const QString path = made.folder.filePath("figure.svg");
    QString expected;
    {
        WindowBench bench;
        QVERIFY(bench.open(files, workspace));
        QVERIFY(bench.view()->revealFigure(figure));
        QCOMPARE(dataOf(bench, figure), QString());
        const std::vector<QPushButton*> buttons = bench.view()->startButtonsOf(figure);
        const auto isReady = [](QPushButton* button) {
            return button->isVisible() && button->isEnabled();
        };
        for (QPushButton* button : buttons) {
            if (button == buttons.back())
                QTRY_VERIFY(isReady(button));
            if (isReady(button)) // a small pair is read without
                button->click();
            QVERIFY(bench.settle());
        }
        QTRY_VERIFY(placeOf(bench, figure) >= 0);
        const int place = placeOf(bench, figure);
        bench.window().setFocus();
        const auto choose = [&](ui::ExportDialog& dialog) {
            dialog.findChild<QComboBox*>()->setCurrentIndex(place);
        };
        QCOMPARE(test::exportFigure(bench, path, choose), path);
        QCOMPARE(ui::readFigureProvenance(path).name, figure.toStdString());
        expected = dataOf(bench, figure);
    }
    WindowBench other;
    QVERIFY(!isOpen || other.open(files, workspace));
    test::dropFiles(other.window(), {path});
    QTRY_VERIFY_WITH_TIMEOUT(placeOf(other, figure) >= 0, test::kLongMs);
    QTRY_COMPARE(dataOf(other, figure), expected);
}

/// Offered while another tab of the workspace is in front, and exported from there.
void TestRestoredFigure::figureOfAnotherTabComesToTheFront()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("plane.svg");
    const QString figure = "c5-network-plane";
    {
        WindowBench bench;
        QVERIFY(bench.open(test::exampleFiles(QStringLiteral("/training")), "Group"));
        bench.view()->startButtonsOf(figure).front()->click();
        QVERIFY(bench.settle());
        QTRY_VERIFY(placeOf(bench, figure) >= 0);
        const int place = placeOf(bench, figure);
        const QString title = bench.view()->figures()[std::size_t(place)].widget->accessibleName();
        QVERIFY(bench.view()->revealFigure("c5-network-cloud"));
        QTRY_COMPARE(placeOf(bench, figure), -1);
        const auto choose = [&](ui::ExportDialog& dialog) {
            auto* box = dialog.findChild<QComboBox*>();
            QVERIFY(box->findText(title) >= 0);
            box->setCurrentIndex(box->findText(title));
        };
        QCOMPARE(test::exportFigure(bench, path, choose), path);
    }
    WindowBench other;
    test::dropFiles(other.window(), {path});
    QTRY_VERIFY_WITH_TIMEOUT(placeOf(other, figure) >= 0, test::kLongMs);
    QVERIFY(other.settle());
    QTRY_VERIFY(!ui::ControlRestorer::of(*other.view())); // nothing more is restored
    QVERIFY(placeOf(other, figure) >= 0);
}

QTEST_MAIN(TestRestoredFigure)
#include "tst_restored_figure.moc"
