#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "plots/xy_plot.h"
#include "session/selection.h"
#include "ui/views/plot_widget.h"
#include "ui/views/subspace_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QTableView>

using namespace counterpart;

namespace {

/// The window on two networks of which one is the other with its units moved.
struct Bench : test::WindowBench
{
    test::NetworkFiles files;
    ui::SubspaceView* subspaces = nullptr;

    bool open()
    {
        files.inputs = 400;
        files.write();
        if (!test::WindowBench::open({files.a(), files.b()}, QStringLiteral("Subspaces")))
            return false;
        subspaces = find<ui::SubspaceView>();
        return subspaces && settle();
    }
    QTableView* table() { return find<QTableView>("Simple matches"); }
    ui::PlotWidget* similarity() { return find<ui::PlotWidget>("Similarity against epsilon"); }
    QDoubleSpinBox* epsilon() { return find<QDoubleSpinBox>("Epsilon"); }
};

} // namespace

class TestSubspaceView : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    /// A small pair is matched when the workspace is opened; a row leads to its units.
    void simpleMatchesLeadToTheirUnits()
    {
        Bench bench;
        QVERIFY(bench.open());
        QTRY_VERIFY(bench.subspaces->curves());
        QTRY_COMPARE(bench.table()->model()->rowCount(), 4);
        QVERIFY(bench.settle());
        const QModelIndex row = bench.table()->model()->index(2, 0);
        const int a = row.data().toInt();
        QTest::mouseClick(bench.table()->viewport(), Qt::LeftButton, {},
                          bench.table()->visualRect(row).center());
        const session::Units& current = bench.program->selection().current();
        QCOMPARE(current.size(), std::size_t{2});
        QCOMPARE(current[0].unit.value, a);
        QCOMPARE(bench.files.permutation[std::size_t(current[1].unit.value)], a);
        QCOMPARE(bench.program->selection().selected(), current);
        QVERIFY(bench.settle());

        // The other way: a pair that is chosen elsewhere marks its row.
        const session::LayerPair& pair = *bench.program->session().pair();
        bench.program->selection().setCurrent({{pair.a.net, pair.a.layer, core::UnitIndex{0}}});
        QTRY_COMPARE(bench.table()->currentIndex().siblingAtColumn(0).data().toString(),
                     QStringLiteral("0"));
        QVERIFY(bench.settle());
    }

    void lineIsDragged()
    {
        Bench bench;
        QVERIFY(bench.open());
        QTRY_VERIFY(bench.subspaces->curves());
        ui::PlotWidget* widget = bench.similarity();
        auto& plot = dynamic_cast<plots::XyPlot&>(widget->plot());
        const int y = widget->height() / 2;
        int x = 0;
        while (x < widget->width() && !plot.isOnMarker({double(x), double(y)}))
            ++x;
        QVERIFY(x < widget->width());
        QTest::mousePress(widget, Qt::LeftButton, {}, {x + 6, y});
        QTest::mouseMove(widget, {widget->width() - 2, y});
        QCOMPARE(bench.epsilon()->value(), 0.999);
        QTest::mouseMove(widget, {widget->width() / 2, y});
        QTest::mouseRelease(widget, Qt::LeftButton, {}, {widget->width() / 2, y});
        const double epsilon = bench.epsilon()->value();
        QVERIFY(std::abs(epsilon - plot.xAt({widget->width() / 2.0, 0})) < 0.006);
        bench.epsilon()->setValue(0.25);
        QVERIFY(std::abs(plot.xAt({widget->width() / 2.0, 0}) - 0.25) > 0.1);
        QVERIFY(bench.settle());
        QTRY_COMPARE(bench.table()->model()->rowCount(), 4);
    }

    /// Other ways to take the units are other curves; the epsilon stays.
    void controlsAskAnew()
    {
        Bench bench;
        QVERIFY(bench.open());
        QTRY_VERIFY(bench.subspaces->curves());
        bench.epsilon()->setValue(0.3);
        for (QCheckBox* box : bench.subspaces->findChildren<QCheckBox*>())
            box->setChecked(true);
        QTRY_VERIFY(bench.subspaces->curves() && bench.subspaces->curves()->isCentred);
        QCOMPARE(bench.epsilon()->value(), 0.3);
        bench.find<QComboBox>("Zero units")->setCurrentIndex(2);
        QTRY_COMPARE(bench.subspaces->curves()->zeros, core::ZeroUnits::Literal);
        QVERIFY(bench.settle());
        QCOMPARE(bench.subspaces->figures().size(), std::size_t{2});
    }

    /// After another layer was chosen nothing of the former one is shown.
    void anotherLayerHasItsOwnMatches()
    {
        Bench bench;
        QVERIFY(bench.open());
        QTRY_COMPARE(bench.table()->model()->rowCount(), 4);
        bench.program->session().stepLayer(1);
        QVERIFY(bench.settle());
        QTRY_VERIFY(bench.subspaces->curves());
        QCOMPARE(bench.subspaces->curves()->products.total(), core::Index{4}); // 2 and 2 channels
        QVERIFY(bench.settle());
        bench.program->session().closeAll();
        QVERIFY(bench.settle());
    }
};

QTEST_MAIN(TestSubspaceView)
#include "tst_subspace_view.moc"
