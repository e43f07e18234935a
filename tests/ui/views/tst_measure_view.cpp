#include "tests/support/disagreeing_files.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "ui/commands/information_dialog.h"
#include "ui/views/inspector.h"
#include "ui/views/measure_view.h"
#include "ui/views/plot_widget.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTimer>

#include <algorithm>
#include <cmath>

using namespace counterpart;
using State = session::AnalysisController::State;
using test::WindowBench;

namespace {

constexpr int kGallery = 2;

/// The window on files about which the measures disagree.
struct Bench : WindowBench
{
    test::NetworkFiles files;

    bool open()
    {
        test::writeDisagreeing(files);
        program->session().openFiles({files.a(), files.b()});
        return QTest::qWaitFor([this] { return controller().state() == State::Ready; }) && settle();
    }
    session::AnalysisController& controller() { return program->controller(); }
    session::Units pair(int a, int b)
    {
        const session::LayerPair& layers = *program->session().pair();
        return {{layers.a.net, layers.a.layer, {a}}, {layers.b.net, layers.b.layer, {b}}};
    }
    QTableView* table() { return find<QTableView>("Pairs on which the measures disagree"); }
    ui::PlotWidget* joint() { return find<ui::PlotWidget>("Joint histogram of the current pair"); }
};

QPushButton* countButton(const QWidget& view)
{
    for (QPushButton* button : view.findChildren<QPushButton*>()) {
        if (button->text().contains(QStringLiteral("mutual information")))
            return button;
    }
    return nullptr;
}

/// How the data of a joint histogram begin.
QString header(int a, int b)
{
    return QStringLiteral("A fc[%1]\tB fc[%2]\tsamples").arg(a).arg(b);
}

QString text(ui::PlotWidget& widget)
{
    return QString::fromStdString(widget.plot().dataAsText());
}

/// Whether the inspector says that it describes this pair.
bool names(const ui::Inspector& inspector, int a, int b)
{
    const QString address = QStringLiteral("net A/fc[%1]<br>~ net B/fc[%2]").arg(a).arg(b);
    return std::ranges::any_of(inspector.findChildren<QLabel*>(), [&](const QLabel* label) {
        return label->text().contains(address);
    });
}

/// The first point of a plot where exactly these units are hit.
std::optional<QPoint> pointOf(ui::PlotWidget& widget, const session::Units& units)
{
    constexpr int kStep = 2;
    for (int y = 0; y < widget.height(); y += kStep) {
        for (int x = 0; x < widget.width(); x += kStep) {
            const auto hit = widget.plot().hitAt({double(x), double(y)});
            if (hit && hit->units == units)
                return QPoint(x, y);
        }
    }
    return std::nullopt;
}

} // namespace

class TestMeasureView : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    /// Nothing is counted before the button is pressed; then the farthest pair leads the table, and
    /// a click on its row makes it current.
    void countsWhenAskedAndListsTheFarthestPair()
    {
        Bench bench;
        QVERIFY(bench.open());
        ui::MeasureView* view = bench.showView<ui::MeasureView>();
        QVERIFY(bench.settle());
        QVERIFY(!bench.controller().current().information);
        QVERIFY(!view->plotWidget()->isVisible());
        QPushButton* count = countButton(*view);
        QVERIFY(count && count->isVisible());
        QTest::mouseClick(count, Qt::LeftButton);
        QTRY_VERIFY(bench.controller().current().information);
        QTRY_COMPARE(bench.table()->model()->rowCount(), 16);
        QCOMPARE(bench.controller().current().measure, session::Measure::Correlation);
        QVERIFY(view->plotWidget()->isVisible());

        const QModelIndex first = bench.table()->model()->index(0, 0);
        QTest::mouseClick(bench.table()->viewport(), Qt::LeftButton, {},
                          bench.table()->visualRect(first).center());
        QCOMPARE(bench.program->selection().current(), bench.pair(1, 1));
    }

    /// Every point of the picture that stands for a pair leads to it, and its row is marked.
    void clickInThePictureChoosesThePair()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.program->session().setMeasure(session::Measure::Information);
        ui::MeasureView* view = bench.showView<ui::MeasureView>();
        QTRY_COMPARE(bench.table()->model()->rowCount(), 16);
        ui::PlotWidget& plot = *view->plotWidget();
        QVERIFY(bench.settle());
        const session::Units wanted = bench.pair(0, 0);
        const auto at = pointOf(plot, wanted);
        QVERIFY(at);
        QTest::mouseClick(&plot, Qt::LeftButton, {}, *at);
        QCOMPARE(bench.program->selection().current(), wanted);
        QTRY_COMPARE(bench.table()->currentIndex().siblingAtColumn(0).data().toString(),
                     QStringLiteral("0"));
        QCOMPARE(bench.table()->currentIndex().siblingAtColumn(1).data().toString(),
                 QStringLiteral("0"));

        bench.find<QComboBox>("List of pairs")->setCurrentIndex(1);
        const auto rows = bench.table()->model()->rowCount();
        QVERIFY(rows >= 1 && rows <= 3); // unit 1 has another partner, unit 0 has not
        QCOMPARE(bench.table()->model()->index(0, 0).data().toString(), QStringLiteral("1"));
        QCOMPARE(bench.table()->model()->index(0, 4).data().toString(), QStringLiteral("1"));
        QCOMPARE(bench.program->selection().current(), wanted); // the list alone chooses nothing
    }

    /// After another layer was chosen nothing of the former one is shown.
    void nothingOfAnotherPairIsShown()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.controller().requestInformation();
        ui::MeasureView* view = bench.showView<ui::MeasureView>();
        QTRY_COMPARE(bench.table()->model()->rowCount(), 16);
        bench.program->session().stepLayer(1);
        QTRY_COMPARE(bench.controller().state(), State::Ready);
        QVERIFY(bench.settle());
        QVERIFY(!view->plotWidget()->isVisible());
        QVERIFY(countButton(*view)->isVisible());
        bench.program->session().stepLayer(-1);
        QVERIFY(bench.settle());
        QTRY_COMPARE(bench.table()->model()->rowCount(), 16); // it was kept
    }

    /// The inspector's joint histogram is that of the current pair or none.
    void jointHistogramFollowsTheSelection()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.program->selection().setCurrent(bench.pair(0, 0));
        QTRY_VERIFY(text(*bench.joint()).startsWith(header(0, 0)));
        auto* inspector = bench.find<ui::Inspector>();
        for (const auto& [a, b] : {std::pair{1, 1}, {2, 3}, {3, 0}, {1, 2}}) {
            bench.program->selection().setCurrent(bench.pair(a, b));
            // From the moment at which the inspector names the pair.
            QTRY_VERIFY(names(*inspector, a, b));
            const QString shown = text(*bench.joint());
            QVERIFY2(shown.startsWith(header(a, b)) || !shown.contains(QStringLiteral("fc[")),
                     qPrintable(shown.left(40)));
            QTRY_VERIFY(text(*bench.joint()).startsWith(header(a, b)));
        }
        for (const int unit : {0, 1, 2, 3}) // faster than the answers
            bench.program->selection().setCurrent(bench.pair(unit, unit));
        QVERIFY(bench.settle());
        QVERIFY(text(*bench.joint()).startsWith(header(3, 3)));
        bench.program->selection().setCurrent({bench.pair(0, 0)[0]});
        QTRY_VERIFY(!bench.joint()->isVisible());
    }

    void galleryShowsActiveUnitsAndTheirMeans()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.window().workspaces().showTab(kGallery);
        auto* pages = bench.find<QComboBox>("What the gallery shows");
        QVERIFY(bench.settle());
        QCOMPARE(bench.view()->figures()[0].name, QStringLiteral("a2-best-worst"));
        pages->setCurrentIndex(1);
        QVERIFY(bench.settle());
        QCOMPARE(bench.view()->figures()[0].name, QStringLiteral("a18-most-least-active"));
        const QString units = text(*bench.view()->figures()[0].widget);
        QVERIFY(units.contains(QStringLiteral("4 most active units of each network")));

        pages->setCurrentIndex(2);
        QVERIFY(bench.settle());
        QCOMPARE(bench.view()->figures().size(), std::size_t{1});
        ui::PlotWidget& means = *bench.view()->figures()[0].widget;
        QCOMPARE(bench.view()->figures()[0].name, QStringLiteral("a17-mean-activations"));
        const session::Units second{bench.pair(2, 0)[0]};
        const auto onLinear = pointOf(means, second);
        auto* axis = bench.find<QComboBox>("Axis of the mean activations");
        axis->setCurrentIndex(1);
        const auto onLogarithmic = pointOf(means, second);
        QVERIFY(onLinear && onLogarithmic && *onLinear != *onLogarithmic);
        axis->setCurrentIndex(0);
        QCOMPARE(pointOf(means, second), onLinear);
        const auto at = pointOf(means, {bench.pair(3, 0)[0]}); // the most active unit of A
        QVERIFY(at);
        QTest::mouseClick(&means, Qt::LeftButton, {}, *at);
        QCOMPARE(bench.program->selection().current().front(), bench.pair(3, 0)[0]);
        QCOMPARE(bench.program->selection().current().size(), 2); // and its partner

        pages->setCurrentIndex(0);
        bench.program->session().setMeasure(session::Measure::Information);
        QTRY_COMPARE(bench.controller().state(), State::Ready);
        QVERIFY(bench.settle());
        QCOMPARE(bench.view()->figures()[0].name, QStringLiteral("a11-mutual-information"));
        QVERIFY(text(*bench.view()->figures()[0].widget).contains(QStringLiteral("MI")));
    }

    /// Other options make what was counted before disappear, and count anew.
    void optionsOfCountingAreChosenInADialog()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.program->session().setMeasure(session::Measure::Information);
        QTRY_COMPARE(bench.controller().state(), State::Ready);
        const double corrected = bench.controller().current().similarity({2}, {3});
        QAction* options = nullptr;
        for (QAction* action : bench.window().findChildren<QAction*>()) {
            if (action->text().remove(u'&').startsWith("How mutual information"))
                options = action;
        }
        QVERIFY(options);
        QTimer::singleShot(0, &bench.window(), [&] { // while the dialog is open
            auto* dialog = bench.window().findChild<ui::InformationDialog*>();
            bench.find<QComboBox>("Bins")->setCurrentIndex(1);
            bench.find<QComboBox>("Bias of few samples")->setCurrentIndex(1);
            dialog->accept();
        });
        options->trigger();
        QCOMPARE(bench.controller().state(), State::Running);
        QTRY_COMPARE(bench.controller().state(), State::Ready);
        const session::PairInformation& information = *bench.controller().current().information;
        QCOMPARE(information.options.binning, core::Binning::Percentile20);
        QVERIFY(!information.options.isCorrected);
        // Independent units: the plain estimate is too large by about (400 - 40 + 1) / 1200.
        const double plain = bench.controller().current().similarity({2}, {3});
        QVERIFY(std::abs(corrected) < .1 && plain > .2 && plain < .4);
        QVERIFY(bench.settle());
    }

    /// The measure of the bar, the menu and the session are one.
    void measureIsChosenInBarAndMenu()
    {
        Bench bench;
        QVERIFY(bench.open());
        auto* bar = bench.find<QComboBox>("Measure");
        QAction* byInformation = nullptr;
        for (QAction* action : bench.window().findChildren<QAction*>()) {
            if (action->text().remove(u'&') == QStringLiteral("Measure by mutual information"))
                byInformation = action;
        }
        QVERIFY(byInformation);
        QVERIFY(!byInformation->isChecked());
        byInformation->trigger();
        QCOMPARE(bench.program->session().measure(), session::Measure::Information);
        QCOMPARE(bar->currentText(), QStringLiteral("mutual information"));
        QTRY_COMPARE(bench.controller().state(), State::Ready);
        QVERIFY(bench.settle());
        bench.program->session().setMeasure(session::Measure::AbsoluteCorrelation);
        QVERIFY(!byInformation->isChecked());
        QCOMPARE(bar->currentText(), QStringLiteral("|correlation|"));
        QVERIFY(bench.settle());
    }
};

QTEST_MAIN(TestMeasureView)
#include "tst_measure_view.moc"
