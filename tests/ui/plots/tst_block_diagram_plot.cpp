#include "plots/block_diagram_plot.h"

#include "tests/support/picture_test.h"
#include "tests/ui/plots/matrix_content.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

using namespace counterpart;
using namespace counterpart::plots;
using test::painted;

namespace {

constexpr Size kSize{420, 420};
constexpr int kPlaces = 12;

/// Twelve places, units of A and B by turns in threes, in blocks of 3, 6 and 3. A place's value
/// with another tells both: (row * 12 + column) / 144, made symmetric.
BlockContent threeBlocks()
{
    BlockContent content;
    content.title = "units in 3 clusters";
    core::Matrix values(kPlaces, kPlaces);
    for (int i = 0; i < kPlaces; ++i)
        for (int j = 0; j < kPlaces; ++j)
            values(i, j) = double(std::min(i, j) * kPlaces + std::max(i, j)) / 144;
    const core::Order order = test::originalOrder(kPlaces);
    content.values = std::make_shared<const MatrixPyramid>(values, order, order);
    for (int place = 0; place < kPlaces; ++place) {
        const bool isA = place / 3 % 2 == 0;
        content.units.push_back(
            {{{isA ? 0 : 1}, {0}, {place + 100}}, isA ? core::Side::A : core::Side::B});
    }
    content.names = {"Patches, seed 1 · conv1", "Patches, seed 2 · conv1"};
    content.blocks = {{{0, 3}, "cluster 1"}, {{3, 9}, "cluster 2"}, {{9, 12}, "cluster 3"}};
    content.innerSpans = {{4, 6}};
    return content;
}

/// A point at which these places meet, found by asking the plot.
std::optional<Point> pointAt(const BlockDiagramPlot& plot, int row, int column)
{
    for (double y = 1; y < kSize.height; y += 3) {
        for (double x = 1; x < kSize.width; x += 3) {
            const auto hit = plot.hitAt({x, y});
            if (hit && hit->units.at(0).unit.value == row + 100 &&
                hit->units.at(1).unit.value == column + 100)
                return Point{x, y};
        }
    }
    return std::nullopt;
}

} // namespace

class TestBlockDiagramPlot : public QObject
{
    Q_OBJECT

private slots:
    void cellsTellUnitsValueAndBlock();
    void blocksAreOutlined();
    void otherBlocksOfTheSameMatrix();
    void chosenRunIsMarked();
    void barsAndDiagonalTellTheNetworks();
    void placesAsText();
    void nothingIsDrawnWithoutUnits();
    void nothingIsCropped();
    void looksAsBefore();
};

void TestBlockDiagramPlot::cellsTellUnitsValueAndBlock()
{
    BlockDiagramPlot plot;
    plot.setContent(threeBlocks());
    plot.setSize(kSize);
    const auto inside = pointAt(plot, 4, 7);
    QVERIFY(inside);
    QCOMPARE(plot.hitAt(*inside)->text,
             "Patches, seed 2 · conv1[104] ~ Patches, seed 1 · conv1[107]   r = 0.382   cluster 2");
    const auto outside = pointAt(plot, 0, 7);
    QVERIFY(outside);
    QCOMPARE(plot.hitAt(*outside)->text,
             "Patches, seed 1 · conv1[100] ~ Patches, seed 1 · conv1[107]   r = 0.049");
}

/// The corners of the blocks have dark lines beside cells that have none.
void TestBlockDiagramPlot::blocksAreOutlined()
{
    BlockContent content = threeBlocks();
    BlockDiagramPlot with;
    with.setContent(content);
    BlockDiagramPlot without;
    content.blocks.clear();
    content.innerSpans.clear();
    without.setContent(content);
    const QImage lined = painted(with, kSize);
    const QImage plain = painted(without, kSize);
    const auto differsAt = [&](int row, int column) {
        const auto point = pointAt(with, row, column);
        return point && lined.pixel(int(point->x), int(point->y)) !=
                            plain.pixel(int(point->x), int(point->y));
    };
    // pointAt() gives points near a cell's upper left corner, within 3 pixels of its edges.
    QVERIFY(lined != plain);
    QVERIFY(!differsAt(1, 1) && !differsAt(7, 7) && !differsAt(0, 7));
    const QImage difference = [&] {
        QImage image(lined.size(), QImage::Format_RGB32);
        for (int y = 0; y < lined.height(); ++y)
            for (int x = 0; x < lined.width(); ++x)
                image.setPixel(
                    x, y, lined.pixel(x, y) == plain.pixel(x, y) ? qRgb(0, 0, 0) : qRgb(255, 0, 0));
        return image;
    }();
    const QRect box = test::boxOf(difference, qRgb(255, 0, 0));
    const auto first = pointAt(with, 0, 0);
    const auto last = pointAt(with, kPlaces - 1, kPlaces - 1);
    QVERIFY(std::abs(box.left() - first->x) < 6 && std::abs(box.top() - first->y) < 6);
    QVERIFY(box.right() > last->x && box.bottom() > last->y);
}

void TestBlockDiagramPlot::otherBlocksOfTheSameMatrix()
{
    BlockDiagramPlot plot;
    plot.setContent(threeBlocks());
    const QImage before = painted(plot, kSize);
    plot.setBlocks({{{0, 12}, "cluster 1"}}, {});
    QVERIFY(painted(plot, kSize) != before);
    QVERIFY(plot.hitAt(*pointAt(plot, 0, 7))->text.ends_with("cluster 1"));
    plot.setBlocks(threeBlocks().blocks, threeBlocks().innerSpans);
    QVERIFY(painted(plot, kSize) == before);
}

void TestBlockDiagramPlot::chosenRunIsMarked()
{
    BlockDiagramPlot plot;
    plot.setContent(threeBlocks());
    const QRgb colour = test::rgb(lightTheme().current);
    const int before = test::countOf(painted(plot, kSize), colour);
    plot.setChosen({3, 9});
    const QImage marked = painted(plot, kSize);
    QVERIFY(test::countOf(marked, colour) > before + 200);
    plot.setContent(threeBlocks()); // another content: nothing is chosen
    QCOMPARE(test::countOf(painted(plot, kSize), colour), before);
}

void TestBlockDiagramPlot::barsAndDiagonalTellTheNetworks()
{
    BlockContent content = threeBlocks();
    BlockDiagramPlot plot;
    plot.setContent(content);
    const QRgb a = test::rgb(lightTheme().networkA);
    const int bars = test::countOf(painted(plot, kSize), a);
    QVERIFY(bars > 500);
    content.isDiagonalMarked = true;
    plot.setContent(content);
    const QImage image = painted(plot, kSize);
    QVERIFY(test::countOf(image, a) > bars + 500);
    const auto diagonal = pointAt(plot, 4, 4);
    QVERIFY(test::isNear(image.pixel(int(diagonal->x) + 8, int(diagonal->y) + 8),
                         test::rgb(lightTheme().networkB)));
}

void TestBlockDiagramPlot::placesAsText()
{
    BlockDiagramPlot plot;
    BlockContent content = threeBlocks();
    content.blocks.pop_back();
    plot.setContent(content);
    const QStringList lines = QString::fromStdString(plot.dataAsText()).split('\n');
    QCOMPARE(lines[0], "units");
    QCOMPARE(lines[1], "place\tnetwork\tlayer and network\tunit\tcluster");
    QCOMPARE(lines[5], "4\tB\tPatches, seed 2 · conv1\t103\tcluster 2");
    QCOMPARE(lines[13], "12\tB\tPatches, seed 2 · conv1\t111\t");
    QCOMPARE(lines[15], "values");
    QVERIFY(lines[16].startsWith("unit \\ unit\tPatches, seed 1 · conv1[100]\t"));
    QCOMPARE(lines[17].count('\t'), 12);
}

void TestBlockDiagramPlot::nothingIsDrawnWithoutUnits()
{
    BlockDiagramPlot plot;
    plot.setContent({});
    plot.setBlocks({}, {});
    plot.setChosen({});
    const QImage image = painted(plot, kSize);
    QCOMPARE(test::countOf(image, test::rgb(lightTheme().background)),
             image.width() * image.height());
    QVERIFY(!plot.hitAt({200, 200}));
}

void TestBlockDiagramPlot::nothingIsCropped()
{
    BlockContent content = threeBlocks();
    content.names.b = "A network with a very long name, seed 1 · block4.layer2.conv1";
    content.title = "units of both networks in the order of the tree, in many clusters";
    BlockDiagramPlot plot;
    plot.setContent(content);
    for (const Size size : {plot.minimumSize(), plot.preferredSize()})
        QVERIFY(!test::touchesBorder(painted(plot, size), test::rgb(lightTheme().background)));
}

void TestBlockDiagramPlot::looksAsBefore()
{
    BlockDiagramPlot plot;
    plot.setContent(threeBlocks());
    plot.setColours(ColourMap::BlueRed, {-1, 1});
    plot.setChosen({9, 12});
    COMPARE_PICTURE(painted(plot, kSize), "block_diagram_plot");
    COMPARE_PICTURE(painted(plot, kSize, 2, darkTheme()), "block_diagram_plot_dark_2x");
}

QTEST_MAIN(TestBlockDiagramPlot)
#include "tst_block_diagram_plot.moc"
