#include "plots/matrix_plot.h"

#include "tests/support/ui_test.h"
#include "tests/ui/plots/matrix_content.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace counterpart;
using namespace counterpart::plots;
using namespace counterpart::test;

namespace {

constexpr Size kSize{420, 380};

} // namespace

class TestMatrixGeometry : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void zoomKeepsTheCellUnderThePointer_data();
    void zoomKeepsTheCellUnderThePointer();
    void zoomStaysBetweenFitAndLargestCell();
    void eachZoomStepChangesCells();
    void panMovesAndStopsAtTheEdge();
    void newValuesKeepTheZoom();
};

void TestMatrixGeometry::zoomKeepsTheCellUnderThePointer_data()
{
    QTest::addColumn<int>("units");
    QTest::newRow("large cells") << 32;
    QTest::newRow("several cells a pixel") << 3000;
}

void TestMatrixGeometry::zoomKeepsTheCellUnderThePointer()
{
    QFETCH(int, units);
    MatrixPlot plot;
    plot.setContent(contentOf(randomCells(units, units)));
    painted(plot, kSize);
    const Point pointer{220, 170};
    QVERIFY(plot.hitAt(pointer));
    int steps = 0;
    for (auto before = plot.hitAt(pointer); plot.zoomAt(pointer, 1.25); ++steps) {
        const auto after = plot.hitAt(pointer);
        QVERIFY(after);
        // A pixel may hold several cells, and origins are whole pixels: allow one fit-size pixel.
        const int slack = 1 + units / 250;
        for (std::size_t axis : {0U, 1U})
            QVERIFY(std::abs(after->units[axis].unit.value - before->units[axis].unit.value) <=
                    slack);
        before = after;
    }
    QVERIFY(steps > 4 && steps < 60);
}

void TestMatrixGeometry::zoomStaysBetweenFitAndLargestCell()
{
    MatrixPlot plot;
    plot.setContent(contentOf(chequered(100, 100)));
    plot.setColours(ColourMap::Viridis, {-1, 1});
    const QImage fit = painted(plot, kSize);
    QVERIFY(!plot.zoomAt({200, 150}, 0.5));
    while (plot.zoomAt({200, 150}, 1.3)) {
    }
    const QImage largest = painted(plot, kSize);
    // A row of pixels across a cell boundary shows how wide cells are.
    const QRgb high = rgb(colours(ColourMap::Viridis)[255]);
    int longest = 0;
    for (int y = 60; y < 260; ++y)
        for (int x = 0, run = 0; x < largest.width(); ++x) {
            run = largest.pixel(x, y) == high ? run + 1 : 0;
            longest = std::max(longest, run);
        }
    QCOMPARE(longest, 64);
    QVERIFY(plot.resetView());
    QVERIFY(!plot.resetView());
    QCOMPARE(painted(plot, kSize), fit);
}

void TestMatrixGeometry::eachZoomStepChangesCells()
{
    MatrixPlot plot;
    plot.setContent(contentOf(chequered(300, 300)));
    painted(plot, kSize);
    int steps = 0;
    while (plot.zoomAt({200, 150}, 1.15))
        ++steps;
    QVERIFY(steps > 20);
    while (plot.zoomAt({200, 150}, 1 / 1.15))
        --steps;
    QVERIFY(!plot.resetView()); // it came back to the whole matrix
}

void TestMatrixGeometry::panMovesAndStopsAtTheEdge()
{
    MatrixPlot plot;
    plot.setContent(contentOf(randomCells(200, 200)));
    painted(plot, kSize);
    QVERIFY(!plot.pan({100, 100}, {150, 150})); // all of it is shown
    while (plot.zoomAt({200, 150}, 1.3)) {
    }
    const Point from{200, 150};
    const Point to{136, 214};
    const auto before = plot.hitAt(from);
    QVERIFY(plot.pan(from, to));
    QCOMPARE(plot.hitAt(to)->units, before->units);
    plot.pan({0, 0}, {1e6, 1e6});
    QVERIFY(!plot.pan({0, 0}, {10, 10}));
    plot.pan({0, 0}, {-1e6, -1e6});
    core::Index last = 0;
    for (int x = 0; x < kSize.width; ++x)
        if (const auto hit = plot.hitAt({x + 0.5, 200}))
            last = std::max<core::Index>(last, hit->units[1].unit.value);
    QCOMPARE(last, core::Index{199});
}

void TestMatrixGeometry::newValuesKeepTheZoom()
{
    MatrixPlot plot;
    plot.setContent(contentOf(randomCells(60, 60, 1)));
    painted(plot, kSize);
    plot.zoomAt({200, 150}, 3);
    const auto before = plot.hitAt({200, 150});
    plot.setContent(contentOf(randomCells(60, 60, 2)));
    QCOMPARE(plot.hitAt({200, 150})->units, before->units);
    MatrixContent other = contentOf(randomCells(60, 60, 3));
    other.rows.layer = {{0}, {1}};
    plot.setContent(other);
    QVERIFY(!plot.resetView());
}

QTEST_MAIN(TestMatrixGeometry)
#include "tst_matrix_geometry.moc"
