#include "plots/plot_grid.h"

#include "tests/support/picture_test.h"
#include "tests/support/ui_test.h"
#include "tests/ui/plots/matrix_content.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace counterpart;
using namespace counterpart::plots;
using namespace counterpart::test;

namespace {

constexpr Size kSize{760, 680};

/// Four matrices in two columns, as the correlations are shown.
struct FourPanels
{
    PlotGrid grid{2};
    std::array<MatrixPlot*, 4> plots{};

    FourPanels()
    {
        for (MatrixPlot*& plot : plots) {
            plot = &grid.add(std::make_unique<MatrixPlot>());
            plot->setContent(contentOf(0.5 * chequered(20, 20)));
            plot->setColours(ColourMap::Viridis, {-1, 1});
        }
    }
};

} // namespace

class TestPlotGrid : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void panelsAreEqualAndOnWholePixels_data();
    void panelsAreEqualAndOnWholePixels();
    void pointsGoToTheirPanel();
    void zoomAndPanConcernOnePanel();
    void highlightConcernsAllPanels();
    void minimumHoldsEveryPanel();
    void severalPanelsHaveLetters();
    void dataOfAllPanelsIsCopied();
    void gridWithoutPanelsIsNoTrouble();
    void looksAsBefore();
    void missingTitleWouldBeSeen();
};

void TestPlotGrid::panelsAreEqualAndOnWholePixels_data()
{
    QTest::addColumn<double>("ratio");
    QTest::addColumn<double>("width");
    QTest::newRow("1") << 1.0 << 761.0;
    QTest::newRow("1.5") << 1.5 << 757.0;
    QTest::newRow("2") << 2.0 << 700.5;
    QTest::newRow("3.125") << 3.125 << 680.32;
}

void TestPlotGrid::panelsAreEqualAndOnWholePixels()
{
    QFETCH(double, ratio);
    QFETCH(double, width);
    FourPanels four;
    four.grid.setPixelRatio(ratio);
    four.grid.setSize({width, 600});
    const std::vector<ScenePlacement> placements = four.grid.placements();
    QCOMPARE(placements.size(), std::size_t{5}); // the letters come last
    for (std::size_t i = 0; i < 4; ++i) {
        const Rect& rect = placements[i].rect;
        QCOMPARE(rect.width, placements[0].rect.width);
        QCOMPARE(rect.height, placements[0].rect.height);
        for (const double v : {rect.x, rect.y, rect.width, rect.height})
            QVERIFY(std::abs(v * ratio - std::round(v * ratio)) < 1e-9);
        QVERIFY(rect.x >= 0 && rect.y >= 0 && rect.right() <= width && rect.bottom() <= 600);
    }
    QCOMPARE(placements[0].rect.x, placements[2].rect.x);
    QCOMPARE(placements[0].rect.y, placements[1].rect.y);
    QVERIFY(placements[1].rect.x >= placements[0].rect.right());
    QVERIFY(placements[2].rect.y >= placements[0].rect.bottom());
}

void TestPlotGrid::pointsGoToTheirPanel()
{
    FourPanels four;
    four.grid.setSize(kSize);
    const std::vector<ScenePlacement> placements = four.grid.placements();
    for (std::size_t i = 0; i < 4; ++i) {
        const Rect& rect = placements[i].rect;
        const Point inPanel{rect.width / 2, rect.height / 3};
        const Point inGrid{rect.x + inPanel.x, rect.y + inPanel.y};
        const auto expected = four.plots[i]->hitAt(inPanel);
        const auto found = four.grid.hitAt(inGrid);
        QVERIFY(expected && found);
        QCOMPARE(found->units, expected->units);
    }
    QVERIFY(!four.grid.hitAt({2, 2}));
}

void TestPlotGrid::zoomAndPanConcernOnePanel()
{
    FourPanels four;
    four.grid.setSize(kSize);
    const Rect rect = four.grid.placements()[3].rect;
    const Point middle{rect.x + rect.width / 2, rect.y + rect.height / 3};
    QVERIFY(four.grid.zoomAt(middle, 2));
    for (std::size_t i = 0; i < 3; ++i)
        QVERIFY(!four.plots[i]->resetView());
    QVERIFY(four.grid.pan(middle, {middle.x - 500, middle.y}));
    QVERIFY(four.grid.resetView());
    QVERIFY(!four.plots[3]->resetView());
}

void TestPlotGrid::highlightConcernsAllPanels()
{
    FourPanels four;
    four.grid.setHighlight({{unitOf(0, 4)}, {}, {}});
    const QImage image = painted(four.grid, kSize);
    for (const ScenePlacement& placement : four.grid.placements()) {
        const Rect& r = placement.rect;
        if (r.width < kSize.width)
            QVERIFY(countOf(image.copy(int(r.x), int(r.y), int(r.width), int(r.height)),
                            rgb(lightTheme().hover), 60) > 100);
    }
}

void TestPlotGrid::minimumHoldsEveryPanel()
{
    FourPanels four;
    const Size panel = four.plots[0]->minimumSize();
    const Size grid = four.grid.minimumSize();
    QVERIFY(grid.width >= 2 * panel.width && grid.height >= 2 * panel.height);
    four.grid.setSize(grid);
    QVERIFY(four.grid.placements()[0].rect.width >= panel.width);
    QVERIFY(four.grid.placements()[0].rect.height >= panel.height);
    QVERIFY(four.grid.preferredSize().width >= grid.width);
}

void TestPlotGrid::severalPanelsHaveLetters()
{
    PlotGrid one(1);
    one.add(std::make_unique<MatrixPlot>()).setContent(contentOf(0.5 * chequered(20, 20)));
    FourPanels four;
    const auto hasLetter = [](PlotGrid& grid) {
        const QImage image = painted(grid, kSize);
        const Rect rect = grid.placements()[0].rect;
        const QRect corner(int(rect.x), int(rect.y), 16, 24);
        return !boxOf(image.copy(corner), rgb(lightTheme().foreground), 120).isEmpty();
    };
    QVERIFY(hasLetter(four.grid));
    QVERIFY(!hasLetter(one));
}

void TestPlotGrid::dataOfAllPanelsIsCopied()
{
    FourPanels four;
    four.grid.setSize(kSize);
    const QString text = QString::fromStdString(four.grid.dataAsText());
    QVERIFY(text.startsWith("a\nPatches"));
    QCOMPARE(text.count("Patches, seed 1 · conv1 unit"), 4);
    QVERIFY(text.contains("\nd\nPatches"));
}

void TestPlotGrid::gridWithoutPanelsIsNoTrouble()
{
    PlotGrid grid(3);
    painted(grid, kSize);
    QVERIFY(!grid.hitAt({100, 100}));
    QVERIFY(!grid.zoomAt({100, 100}, 2));
    QVERIFY(!grid.resetView());
}

void TestPlotGrid::looksAsBefore()
{
    FourPanels four;
    MatrixContent wide = contentOf(0.8 * chequered(12, 30));
    wide.title = "within A";
    wide.rows.title = "A network with a longer name · features.conv5_3 unit";
    wide.columns.dead = {{4}};
    four.plots[1]->setContent(wide);
    four.plots[2]->setContent(
        contentOf(core::Matrix::NullaryExpr(1200, 1200, [](core::Index i, core::Index j) {
            return i == j ? 1.0 : (i % 200 < 100) == (j % 200 < 100) ? 0.2 : -0.2;
        })));
    four.plots[2]->setColours(ColourMap::Gray, {-1, 1});
    four.plots[3]->setColourBarShown(true);
    COMPARE_PICTURE(painted(four.grid, kSize), "plot_grid");
}

/// The thresholds of picture tests are narrow enough.
void TestPlotGrid::missingTitleWouldBeSeen()
{
    FourPanels four;
    const QImage with = painted(four.grid, kSize);
    MatrixContent untitled = contentOf(0.5 * chequered(20, 20));
    untitled.title.clear();
    four.plots[2]->setContent(untitled);
    const PictureThreshold threshold;
    const PictureComparison same = comparePictures(with, with, threshold.pixelDifference);
    QCOMPARE(same.tileDifference, 0.0);
    QCOMPARE(same.differingShare, 0.0);
    const PictureComparison other =
        comparePictures(painted(four.grid, kSize), with, threshold.pixelDifference);
    QVERIFY(other.tileDifference > 2 * threshold.tileDifference);
}

QTEST_MAIN(TestPlotGrid)
#include "tst_plot_grid.moc"
