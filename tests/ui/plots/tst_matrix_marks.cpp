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

class TestMatrixMarks : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void hoverMarksRowAndColumn();
    void hoverOnAnotherLayerMarksNothing();
    void pairWithinALayerIsOneCell();
    void marksAreSeenOnEveryColour_data();
    void marksAreSeenOnEveryColour();
};

void TestMatrixMarks::hoverMarksRowAndColumn()
{
    MatrixPlot plot;
    plot.setContent(contentOf(core::Matrix::Zero(20, 20)));
    plot.setColours(ColourMap::Gray, {0, 1});
    const QRect cells = boxOf(painted(plot, kSize), qRgb(0, 0, 0), 0);
    const int cell = cells.width() / 20;
    plot.setHighlight({{unitOf(0, 4), unitOf(1, 15)}, {}, {}});
    const QImage image = painted(plot, kSize);
    // Lines above and below row 4, left and right of column 15, over the whole matrix.
    const QRect lines = boxOf(image, rgb(lightTheme().hover), 90);
    QVERIFY(lines.width() > cells.width() - 4 && lines.height() > cells.height() - 4);
    const auto lineNear = [&](int x, int y) {
        return !boxOf(image.copy(x - 2, y - 2, 4, 4), rgb(lightTheme().hover), 90).isEmpty();
    };
    const int between = cells.left() + 9 * cell + cell / 2;
    const int beside = cells.top() + 11 * cell + cell / 2;
    QVERIFY(lineNear(between, cells.top() + 4 * cell));
    QVERIFY(lineNear(between, cells.top() + 5 * cell));
    QVERIFY(!lineNear(between, cells.top() + 7 * cell));
    QVERIFY(lineNear(cells.left() + 15 * cell, beside));
    QVERIFY(lineNear(cells.left() + 16 * cell, beside));
    QVERIFY(!lineNear(cells.left() + 18 * cell, beside));
}

void TestMatrixMarks::hoverOnAnotherLayerMarksNothing()
{
    MatrixPlot plot;
    plot.setContent(contentOf(chequered(20, 20)));
    const QImage before = painted(plot, kSize);
    const core::UnitRef elsewhere{{0}, {3}, {4}};
    const core::UnitRef missing = unitOf(1, 999);
    plot.setHighlight({{elsewhere, missing}, {elsewhere}, {elsewhere, missing}});
    QCOMPARE(painted(plot, kSize), before);
}

/// In a matrix of a layer with itself a hovered pair marks one row and one column, a single unit
/// its row and its column.
void TestMatrixMarks::pairWithinALayerIsOneCell()
{
    MatrixContent content = contentOf(core::Matrix::Zero(16, 16));
    content.columns.layer = content.rows.layer;
    MatrixPlot plot;
    plot.setContent(content);
    plot.setColours(ColourMap::Gray, {0, 1});
    const auto marked = [&](std::vector<core::UnitRef> units) {
        plot.setHighlight({std::move(units), {}, {}});
        return countOf(painted(plot, kSize), rgb(lightTheme().hover), 40);
    };
    const int one = marked({unitOf(0, 5)});
    const int pair = marked({unitOf(0, 2), unitOf(0, 11)});
    const int three = marked({unitOf(0, 2), unitOf(0, 7), unitOf(0, 11)});
    QVERIFY(one > 0);
    QVERIFY(std::abs(one - pair) <= 8);
    QVERIFY(three > 2 * pair);
}

void TestMatrixMarks::marksAreSeenOnEveryColour_data()
{
    QTest::addColumn<int>("map");
    for (std::size_t i = 0; i < kColourMaps.size(); ++i)
        QTest::newRow(toString(kColourMaps[i])) << int(i);
}

/// Hover lines and the current box differ strongly from any colour they lie on: a matrix whose
/// columns run through the whole map.
void TestMatrixMarks::marksAreSeenOnEveryColour()
{
    QFETCH(int, map);
    constexpr int kUnits = 32;
    MatrixPlot plot;
    plot.setContent(contentOf(core::Matrix::NullaryExpr(
        kUnits, kUnits, [](core::Index, core::Index j) { return 2.0 * double(j) / 31 - 1; })));
    plot.setColours(kColourMaps.at(std::size_t(map)), {-1, 1});
    const QImage plain = painted(plot, kSize);
    plot.setHighlight({{unitOf(0, 10)}, {}, {}});
    const QImage marked = painted(plot, kSize);
    const QRect cells = [&] {
        QRect box;
        for (int y = 0; y < plain.height(); ++y)
            for (int x = 0; x < plain.width(); ++x)
                if (plain.pixel(x, y) != marked.pixel(x, y))
                    box |= QRect(x, y, 1, 1);
        return box;
    }();
    QVERIFY(cells.width() > 200);
    for (int x = cells.left(); x < cells.right(); ++x) {
        int strongest = 0;
        for (int y = cells.top(); y <= cells.bottom(); ++y) {
            const QColor before = plain.pixelColor(x, y);
            const QColor after = marked.pixelColor(x, y);
            strongest = std::max({strongest, std::abs(before.red() - after.red()),
                                  std::abs(before.green() - after.green()),
                                  std::abs(before.blue() - after.blue())});
        }
        QVERIFY(strongest > 80);
    }
}

QTEST_MAIN(TestMatrixMarks)
#include "tst_matrix_marks.moc"
