#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "plots/map_plot.h"
#include "plots/xy_plot.h"
#include "session/selection.h"
#include "ui/views/measure_card.h"
#include "ui/views/plot_widget.h"
#include "ui/views/similarity_view.h"

#include <QComboBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>

#include <algorithm>

using namespace counterpart;

namespace {

struct Bench : test::WindowBench
{
    test::NetworkFiles files;
    ui::SimilarityView* similarity = nullptr;

    bool open()
    {
        files.inputs = 400;
        files.write();
        if (!test::WindowBench::open({files.a(), files.b()}, QStringLiteral("Similarity")))
            return false;
        similarity = find<ui::SimilarityView>();
        return similarity && QTest::qWaitFor([this] { return similarity->similarity(); }) &&
               settle();
    }
    QTableView* measures() { return find<QTableView>("Measures of the pair"); }
    QTableView* units() { return find<QTableView>("Units that carry the direction"); }
    QSpinBox* direction() { return find<QSpinBox>("Canonical direction"); }
    QPushButton* compareButton()
    {
        return button<ui::SimilarityView>(QStringLiteral("Compare all layers"));
    }
};

} // namespace

class TestSimilarityView : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    /// A row of the table opens the card of that measure.
    void measuresHaveCards()
    {
        Bench bench;
        QVERIFY(bench.open());
        QCOMPARE(bench.measures()->model()->rowCount(), 10);
        auto* card = bench.find<ui::MeasureCard>();
        for (const auto& [row, words] :
             {std::pair{0, "Mean CCA"}, {3, "weights"}, {6, "Linear CKA"}, {7, "rotation"}}) {
            const QModelIndex index = bench.measures()->model()->index(row, 0);
            QTest::mouseClick(bench.measures()->viewport(), Qt::LeftButton, {},
                              bench.measures()->visualRect(index).center());
            QVERIFY(card->isVisible());
            QVERIFY2(card->toPlainText().contains(QLatin1String(words)),
                     qPrintable(card->toPlainText()));
        }
    }

    /// A point of the coefficients opens its direction; a unit of it becomes the current pair.
    void coefficientsOpenTheirDirections()
    {
        Bench bench;
        QVERIFY(bench.open());
        auto* widget = bench.find<ui::PlotWidget>("Canonical correlations");
        std::optional<QPoint> third;
        for (int y = 0; y < widget->height() && !third; y += 2) {
            for (int x = 0; x < widget->width() && !third; x += 2) {
                const auto hit = widget->plot().hitAt({double(x), double(y)});
                if (hit && !hit->units.empty() && hit->units[0].unit.value == 2)
                    third = QPoint(x, y);
            }
        }
        QVERIFY(third);
        QTest::mouseClick(widget, Qt::LeftButton, {}, *third);
        QCOMPARE(bench.similarity->direction(), core::Index{2});
        QCOMPARE(bench.direction()->value(), 3);
        QVERIFY(bench.settle());
        QVERIFY(bench.program->selection().current().empty()); // no unit was chosen
        QCOMPARE(bench.units()->model()->rowCount(), 8);
        const QModelIndex first = bench.units()->model()->index(0, 0);
        QTest::mouseClick(bench.units()->viewport(), Qt::LeftButton, {},
                          bench.units()->visualRect(first).center());
        const session::Units& current = bench.program->selection().current();
        QCOMPARE(current.size(), std::size_t{2});
        QCOMPARE(first.data().toString(), QStringLiteral("A fc[%1]").arg(current[0].unit.value));
        QVERIFY(bench.settle());
    }

    /// Samples are drawn when asked for; dragging turns both clouds.
    void samplesAreTurnedTogether()
    {
        Bench bench;
        QVERIFY(bench.open());
        auto* tabs = bench.find<QTabWidget>("Evidence");
        tabs->setCurrentIndex(1);
        auto* widget =
            bench.find<ui::PlotWidget>("Samples in the first three canonical directions");
        QVERIFY(widget->isVisible() && widget->hasMessage());
        QTest::mouseClick(bench.button<ui::SimilarityView>(QStringLiteral("Draw samples")),
                          Qt::LeftButton);
        QTRY_VERIFY(!widget->hasMessage());
        QVERIFY(bench.settle());
        const QString text = QString::fromStdString(widget->plot().dataAsText());
        QVERIFY(text.count(QStringLiteral("input ")) == 800); // 400 in each cloud
        const QImage before = widget->grab().toImage();
        const QPoint from(widget->width() / 4, widget->height() / 2);
        QTest::mousePress(widget, Qt::LeftButton, {}, from);
        for (int step = 1; step <= 8; ++step)
            QTest::mouseMove(widget, from + QPoint(10 * step, 0));
        QTest::mouseRelease(widget, Qt::LeftButton, {}, from + QPoint(80, 0));
        const QImage after = widget->grab().toImage();
        const int half = before.width() / 2;
        QVERIFY(before.copy(0, 0, half, before.height()) != after.copy(0, 0, half, after.height()));
        QVERIFY(before.copy(half, 0, half, before.height()) !=
                after.copy(half, 0, half, after.height()));
        bench.program->session().stepLayer(1);
        QVERIFY(bench.settle());
        QVERIFY(widget->plot().dataAsText().find("input ") == std::string::npos);
    }

    /// The map of layers is made when asked for, and a cell opens that pair.
    void cellsOpenTheirPair()
    {
        Bench bench;
        QVERIFY(bench.open());
        auto* tabs = bench.find<QTabWidget>("Similarity");
        tabs->setCurrentIndex(1);
        auto* widget = bench.find<ui::PlotWidget>("Map of every layer with every layer");
        auto& map = dynamic_cast<plots::MapPlot&>(widget->plot());
        QVERIFY(!bench.similarity->layerMap());
        QVERIFY(map.content().values.empty());
        QTest::mouseClick(bench.compareButton(), Qt::LeftButton);
        QTRY_VERIFY(bench.similarity->layerMap());
        QVERIFY(bench.settle());
        QCOMPARE(map.content().values.size(), std::size_t{4});
        QVERIFY(!bench.compareButton()->isEnabled());

        auto* measure = bench.find<QComboBox>("Measure of the map");
        const std::string before = map.dataAsText();
        measure->setCurrentIndex(measure->findData(int(core::Measure::LinearCka)));
        QVERIFY(map.dataAsText() != before);

        // Colours over the measure's range, or from the smallest value of the map to the largest.
        QCOMPARE(map.content().limits.low, 0.0);
        QCOMPARE(map.content().limits.high, 1.0);
        bench.find<QComboBox>("Colours of the map")->setCurrentIndex(1);
        const std::vector<std::optional<double>> values = map.content().values;
        QCOMPARE(map.content().limits.low, **std::ranges::min_element(values));
        QCOMPARE(map.content().limits.high, **std::ranges::max_element(values));
        QVERIFY(map.content().limits.low > 0);

        const plots::Point cell = map.centreOf(1, 0);
        QTest::mouseClick(widget, Qt::LeftButton, {}, QPoint(int(cell.x), int(cell.y)));
        const session::LayerPair& pair = *bench.program->session().pair();
        QCOMPARE(pair.a.layer, map.content().rows.refs[1].layer);
        QCOMPARE(pair.b.layer, map.content().columns.refs[0].layer);
        QVERIFY(bench.settle());
        QCOMPARE(map.content().values.size(), std::size_t{4}); // the map stays
        bench.program->session().closeAll();
        QVERIFY(bench.settle());
    }

    void nothingOfAnotherPairIsShown()
    {
        Bench bench;
        QVERIFY(bench.open());
        QCOMPARE(bench.similarity->similarity()->cca->coefficients.size(), core::Index{4});
        bench.direction()->setValue(4);
        bench.program->session().stepLayer(1);
        QTRY_VERIFY(bench.similarity->similarity());
        QVERIFY(bench.settle());
        QCOMPARE(bench.similarity->similarity()->cca->coefficients.size(), core::Index{2});
        QCOMPARE(bench.direction()->value(), 1);
        QCOMPARE(bench.direction()->maximum(), 2);
    }
};

QTEST_MAIN(TestSimilarityView)
#include "tst_similarity_view.moc"
