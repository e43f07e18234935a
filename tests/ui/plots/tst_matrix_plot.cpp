#include "plots/matrix_plot.h"

#include "plots/plot_tables.h"
#include "tests/support/picture_test.h"
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

/// The colour of a value by the definition: 256 equal steps from low to high.
QRgb colourOf(double value, ColourMap map, ColourLimits limits)
{
    const double share = (value - limits.low) / (limits.high - limits.low);
    return rgb(
        colours(map)[static_cast<std::size_t>(std::clamp(std::floor(share * 256), 0.0, 255.0))]);
}

/// Where cells are found by asking the plot: the runs of equal rows and columns of cells.
struct CellGrid
{
    QRect box; ///< device pixels that belong to cells
    int cell = 0;
};

/// Device pixels of a chequered matrix of the two colours.
CellGrid gridOf(const QImage& image, QRgb one, QRgb two, int columns)
{
    const QRect box = boxOf(image, one, 0) | boxOf(image, two, 0);
    return {box, box.width() / columns};
}

} // namespace

class TestMatrixPlot : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void cellsAreWholePixels_data();
    void cellsAreWholePixels();
    void cellsHaveTheColoursOfTheirValues();
    void deadUnitsHaveTheirColour();
    void singleBrightCellIsSeenFromAfar();
    void sharedPixelIsHitAsItsStrongestCell();
    void hitsNameUnits();
    void hitsFollowTheOrder();
    void hitsSayDeadUnit();
    void nothingIsHitOutside();
    void dataAreInTheShownOrder();
    void dataAreWholeAndExact();
    void textIsLimited();
    void emptyMatrixIsNoTrouble();
    void nothingIsCropped_data();
    void nothingIsCropped();
    void looksAsBefore_data();
    void looksAsBefore();
};

void TestMatrixPlot::cellsAreWholePixels_data()
{
    QTest::addColumn<double>("ratio");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    for (const double ratio : {1.0, 1.25, 1.5, 2.0, 3.125}) {
        QTest::addRow("32 x 32 at %g", ratio) << ratio << 32 << 32;
        QTest::addRow("48 x 64 at %g", ratio) << ratio << 48 << 64;
        QTest::addRow("130 x 7 at %g", ratio) << ratio << 130 << 7;
    }
}

/// A chequered matrix: every cell is a square of as many pixels of one colour, and no third colour
/// lies between them.
void TestMatrixPlot::cellsAreWholePixels()
{
    QFETCH(double, ratio);
    QFETCH(int, rows);
    QFETCH(int, columns);
    MatrixPlot plot;
    plot.setContent(contentOf(chequered(rows, columns)));
    plot.setColours(ColourMap::Viridis, {-1, 1});
    const QImage image = painted(plot, kSize, ratio);
    const QRgb high = rgb(colours(ColourMap::Viridis)[255]);
    const QRgb low = rgb(colours(ColourMap::Viridis)[0]);
    const auto [box, cell] = gridOf(image, high, low, columns);
    QVERIFY(cell >= 1);
    QCOMPARE(box.width(), cell * columns);
    QCOMPARE(box.height(), cell * rows);
    for (int y = 0; y < box.height(); ++y)
        for (int x = 0; x < box.width(); ++x)
            QCOMPARE(image.pixel(box.left() + x, box.top() + y),
                     (x / cell + y / cell) % 2 == 0 ? high : low);
}

void TestMatrixPlot::cellsHaveTheColoursOfTheirValues()
{
    constexpr int kUnits = 20;
    const core::Matrix matrix = randomCells(kUnits, kUnits);
    MatrixPlot plot;
    plot.setContent(contentOf(chequered(kUnits, kUnits)));
    plot.setColours(ColourMap::Gray, {-1, 1});
    const auto [box, cell] =
        gridOf(painted(plot, kSize), qRgb(255, 255, 254), qRgb(0, 0, 0), kUnits);
    QVERIFY(cell > 4);
    for (const ColourMap map : kColourMaps) {
        const ColourLimits limits{-0.4, 0.9};
        plot.setContent(contentOf(matrix));
        plot.setColours(map, limits);
        const QImage image = painted(plot, kSize);
        for (int i = 0; i < kUnits; ++i)
            for (int j = 0; j < kUnits; ++j) {
                const Point middle{box.left() + (j + 0.5) * cell, box.top() + (i + 0.5) * cell};
                const auto hit = plot.hitAt(middle);
                QVERIFY(hit);
                const int row = hit->units[0].unit.value;
                const int column = hit->units[1].unit.value;
                QCOMPARE(image.pixel(int(middle.x), int(middle.y)),
                         colourOf(double(float(matrix(row, column))), map, limits));
            }
    }
}

void TestMatrixPlot::deadUnitsHaveTheirColour()
{
    MatrixPlot plot;
    MatrixContent content = contentOf(chequered(16, 16));
    content.rows.dead = {{3}};
    content.columns.dead = {{10}};
    plot.setContent(content);
    plot.setColours(ColourMap::BlueRed, {-1, 1});
    const QImage image = painted(plot, kSize);
    const QRgb dead = rgb(lightTheme().dead);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (const auto hit = plot.hitAt({x + 0.5, y + 0.5}))
                QCOMPARE(image.pixel(x, y) == dead,
                         hit->units[0].unit.value == 3 || hit->units[1].unit.value == 10);
}

void TestMatrixPlot::singleBrightCellIsSeenFromAfar()
{
    core::Matrix matrix = core::Matrix::Zero(2000, 2000);
    matrix(1234, 567) = 1;
    MatrixPlot plot;
    plot.setContent(contentOf(matrix));
    plot.setColours(ColourMap::Viridis, {0, 1});
    const QImage image = painted(plot, kSize);
    const QRgb bright = rgb(colours(ColourMap::Viridis)[255]);
    QCOMPARE(countOf(image, bright, 0), 1);
    // At the place that the cell has in the matrix.
    const QRect cells = boxOf(image, rgb(colours(ColourMap::Viridis)[0]), 0);
    const QPoint seen = boxOf(image, bright, 0).topLeft() - cells.topLeft();
    QVERIFY(std::abs(seen.x() - 567.5 / 2000 * cells.width()) <= 1.5);
    QVERIFY(std::abs(seen.y() - 1234.5 / 2000 * cells.height()) <= 1.5);
}

void TestMatrixPlot::sharedPixelIsHitAsItsStrongestCell()
{
    const core::Matrix matrix = randomCells(1500, 1100);
    MatrixPlot plot;
    plot.setContent(contentOf(matrix));
    const ColourLimits limits{-1, 1};
    plot.setColours(ColourMap::Cividis, limits);
    const QImage image = painted(plot, kSize);
    int hits = 0;
    for (int y = 0; y < image.height(); y += 7)
        for (int x = 0; x < image.width(); x += 5) {
            const auto hit = plot.hitAt({x + 0.5, y + 0.5});
            if (!hit)
                continue;
            ++hits;
            const auto value =
                static_cast<float>(matrix(hit->units[0].unit.value, hit->units[1].unit.value));
            QCOMPARE(image.pixel(x, y), colourOf(double(value), ColourMap::Cividis, limits));
        }
    QVERIFY(hits > 500);
}

void TestMatrixPlot::hitsNameUnits()
{
    core::Matrix matrix = core::Matrix::Zero(8, 8);
    matrix(0, 7) = -0.9716;
    MatrixPlot plot;
    plot.setContent(contentOf(matrix));
    plot.setColours(ColourMap::Gray, {0, 1});
    const QRect cells = boxOf(painted(plot, kSize), qRgb(0, 0, 0), 0);
    const double cell = cells.width() / 8.0;
    const auto hit = plot.hitAt({cells.left() + 7.5 * cell, cells.top() + 0.5 * cell});
    QVERIFY(hit);
    QCOMPARE(hit->units, (std::vector{unitOf(0, 0), unitOf(1, 7)}));
    QCOMPARE(
        QString::fromStdString(hit->text),
        QStringLiteral("Patches, seed 1 · conv1[0] ~ Patches, seed 2 · conv1[7]   r = −0.972"));
}

void TestMatrixPlot::hitsFollowTheOrder()
{
    MatrixContent content = contentOf(core::Matrix::Zero(4, 4));
    content.rows.order = {{2}, {0}, {3}, {1}};
    content.columns.order = {{3}, {2}, {1}, {0}};
    MatrixPlot plot;
    plot.setContent(content);
    plot.setColours(ColourMap::Gray, {0, 1});
    const QRect cells = boxOf(painted(plot, kSize), qRgb(0, 0, 0), 0);
    const double cell = cells.width() / 4.0;
    const auto hit = plot.hitAt({cells.left() + 0.5 * cell, cells.top() + 2.5 * cell});
    QVERIFY(hit);
    QCOMPARE(hit->units, (std::vector{unitOf(0, 3), unitOf(1, 3)}));
}

void TestMatrixPlot::hitsSayDeadUnit()
{
    MatrixContent content = contentOf(core::Matrix::Zero(2, 2));
    content.columns.dead = {{1}};
    MatrixPlot plot;
    plot.setContent(content);
    painted(plot, kSize);
    QStringList texts;
    for (int x = 0; x < kSize.width; ++x)
        if (const auto hit = plot.hitAt({x + 0.5, kSize.height / 4}))
            texts << QString::fromStdString(hit->text);
    QVERIFY(texts.contains("Patches, seed 1 · conv1[0] ~ Patches, seed 2 · conv1[1] (dead unit)"));
    QVERIFY(texts.contains("Patches, seed 1 · conv1[0] ~ Patches, seed 2 · conv1[0]   r = 0.000"));
}

void TestMatrixPlot::nothingIsHitOutside()
{
    MatrixPlot plot;
    plot.setContent(contentOf(chequered(8, 8)));
    painted(plot, kSize);
    for (const Point point : {Point{0, 0}, Point{5, 100}, Point{200, 375}, Point{-10, -10}})
        QVERIFY(!plot.hitAt(point));
}

void TestMatrixPlot::dataAreInTheShownOrder()
{
    core::Matrix matrix(2, 3);
    matrix << 0.5, -0.25, 1, 0, 0.125, -1;
    MatrixContent content = contentOf(matrix);
    content.rows.order = {{1}, {0}};
    content.values =
        std::make_shared<const MatrixPyramid>(matrix, content.rows.order, content.columns.order);
    MatrixPlot plot;
    plot.setContent(content);
    plot.setSize(kSize);
    QCOMPARE(
        QString::fromStdString(plot.dataAsText()),
        QStringLiteral("Patches, seed 1 · conv1 unit \\ Patches, seed 2 · conv1 unit\t0\t1\t2\n"
                       "1\t0\t0.125\t-1\n"
                       "0\t0.5\t-0.25\t1\n"));
}

/// Whatever part is shown, and with the digits that the pyramid has not.
void TestMatrixPlot::dataAreWholeAndExact()
{
    const auto matrix = std::make_shared<const core::Matrix>(randomCells(60, 40));
    MatrixContent content = contentOf(*matrix);
    std::ranges::reverse(content.rows.order);
    content.values =
        std::make_shared<const MatrixPyramid>(*matrix, content.rows.order, content.columns.order);
    content.exact = [matrix](core::UnitIndex row, core::UnitIndex column) {
        return (*matrix)(row.value, column.value);
    };
    content.columns.dead = {{7}};
    TableMaker maker;
    {
        MatrixPlot plot;
        plot.setContent(content);
        painted(plot, kSize);
        QVERIFY(plot.zoomAt({200, 150}, 8));
        QVERIFY(painted(plot, kSize).width() > 0);
        maker = plot.tables();
    }
    const std::vector<core::DataTable> tables = maker(); // after the plot is gone
    QCOMPARE(tables.size(), std::size_t{1});
    const core::TableMatrix& cells = tables[0].matrix.value();
    using Integers = core::TableColumn::Integers;
    const auto& rows = std::get<Integers>(cells.rows.values);
    QCOMPARE(rows.size(), std::size_t{60});
    QCOMPARE(std::get<Integers>(cells.columns.values).size(), std::size_t{40});
    for (core::Index i = 0; i < 60; ++i) {
        QVERIFY(rows[std::size_t(i)] == 59 - i);
        for (core::Index j = 0; j < 40; ++j)
            QVERIFY(cells.at(i, j) ==
                    (j == 7 ? std::nullopt : std::optional((*matrix)(59 - i, j))));
    }
}

/// Of the text, not of the data.
void TestMatrixPlot::textIsLimited()
{
    MatrixPlot plot;
    plot.setContent(contentOf(chequered(5, 3)));
    const QString text = QString::fromStdString(tablesAsText(plot.tables()(), 7));
    QCOMPARE(text.count('\n'), 1 + 2 + 1);
    QVERIFY2(text.endsWith("\n3 further rows left out\n"), qPrintable(text));
}

void TestMatrixPlot::emptyMatrixIsNoTrouble()
{
    MatrixPlot plot;
    painted(plot, kSize);
    plot.setContent(contentOf(core::Matrix(0, 4)));
    plot.setColourBarShown(true);
    painted(plot, kSize);
    painted(plot, {10, 10});
    QVERIFY(!plot.hitAt({100, 100}));
    QVERIFY(!plot.zoomAt({100, 100}, 2));
    QVERIFY(!plot.pan({1, 1}, {2, 2}));
    QVERIFY(plot.dataAsText().empty());
    plot.setContent(contentOf(core::Matrix::Constant(1, 1, 0.5)));
    painted(plot, kSize);
    QVERIFY(plot.hitAt({kSize.width / 2, kSize.height / 3}));
}

void TestMatrixPlot::nothingIsCropped_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::addColumn<bool>("bar");
    QTest::newRow("small") << 4 << 4 << false;
    QTest::newRow("wide") << 16 << 512 << true;
    QTest::newRow("four digits") << 4096 << 4096 << true;
    QTest::newRow("four digits without bar") << 4096 << 4096 << false;
}

void TestMatrixPlot::nothingIsCropped()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(bool, bar);
    MatrixContent content = contentOf(core::Matrix::Zero(rows, columns));
    content.title = "between networks, B permuted by the one-to-one matching of the correlations";
    content.rows.title = "A network with a rather long name, trained twice · features.conv5_3 unit";
    content.columns.title = content.rows.title;
    content.rows.dead = {{0}};
    MatrixPlot plot;
    plot.setContent(content);
    plot.setColours(ColourMap::Viridis, {-1, 1});
    plot.setColourBarShown(bar);
    for (const Size size : {plot.minimumSize(), plot.preferredSize(), kSize})
        for (const double ratio : {1.0, 2.0}) {
            const Size whole{std::ceil(size.width), std::ceil(size.height)};
            QVERIFY(!touchesBorder(painted(plot, whole, ratio), rgb(lightTheme().background), 1));
        }
}

void TestMatrixPlot::looksAsBefore_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<double>("ratio");
    QTest::newRow("light") << false << 1.0;
    QTest::newRow("dark at twice the size") << true << 2.0;
}

void TestMatrixPlot::looksAsBefore()
{
    QFETCH(bool, dark);
    QFETCH(double, ratio);
    core::Matrix matrix = 0.35 * chequered(24, 32);
    for (core::Index i = 0; i < 24; ++i)
        matrix(i, i) = 0.4 + 0.025 * double(i);
    MatrixContent content = contentOf(matrix);
    content.rows.dead = {{5}, {6}};
    content.columns.dead = {{20}};
    MatrixPlot plot;
    plot.setContent(content);
    plot.setColours(dark ? ColourMap::Viridis : ColourMap::BlueRed, {-1, 1});
    plot.setColourBarShown(true);
    plot.setHighlight({{unitOf(0, 9), unitOf(1, 25)},
                       {unitOf(0, 12), unitOf(1, 12)},
                       {unitOf(0, 2), unitOf(0, 17), unitOf(1, 28)}});
    COMPARE_PICTURE(painted(plot, kSize, ratio, dark ? darkTheme() : lightTheme()),
                    dark ? "matrix_plot_dark_2x" : "matrix_plot_light");
}

QTEST_MAIN(TestMatrixPlot)
#include "tst_matrix_plot.moc"
