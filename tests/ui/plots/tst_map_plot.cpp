#include "plots/map_plot.h"

#include "plots/map_layout.h"
#include "plots/series_colours.h"
#include "plots/text_metrics.h"
#include "tests/support/picture_test.h"
#include "tests/support/ui_test.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

using namespace counterpart;
using namespace counterpart::plots;
using namespace counterpart::test;

namespace {

constexpr Size kSize{480, 400};

MapAxis axis(const std::string& title, int count, core::Side side)
{
    MapAxis made{title, {}, {}, side};
    for (int i = 0; i < count; ++i) {
        made.names.push_back("layer" + std::to_string(i));
        made.refs.push_back({core::NetId{side == core::Side::A ? 0 : 1}, core::LayerIndex{i}, {}});
    }
    return made;
}

/// 2 rows x 3 columns with the values 0, .2, .4 and .6, none, 1.
MapContent content()
{
    MapContent made;
    made.title = "Mean CCA";
    made.valueName = "mean CCA";
    made.rows = axis("net A", 2, core::Side::A);
    made.columns = axis("net B", 3, core::Side::B);
    made.values = {0.0, 0.2, 0.4, 0.6, std::nullopt, 1.0};
    made.reasons = {"", "", "", "", "too few samples", ""};
    return made;
}

/// Thirteen networks against themselves, in a tree.
MapContent networks()
{
    constexpr int kCount = 13;
    MapContent made;
    made.title = "Networks at gru";
    made.rows = made.columns = axis("", kCount, core::Side::A);
    for (std::string& name : made.rows.names)
        name += ", of a network with a long name";
    made.columns.names = made.rows.names;
    made.values.assign(kCount * kCount, 0.5);
    core::Dendrogram tree;
    tree.leaves = kCount;
    for (int leaf = 0; leaf < kCount; ++leaf)
        tree.order.push_back(leaf);
    for (int merge = 0; merge + 1 < kCount; ++merge) // each leaf joins the last cluster
        tree.merges.push_back(
            {merge == 0 ? 0 : kCount + merge - 1, merge + 1, -0.2 - 0.05 * merge, merge + 2});
    made.tree = tree;
    made.bars = {{"cluster", std::vector<int>(kCount, 0), {"1"}, false},
                 {"seed", std::vector<int>(kCount, 1), {"1", "2"}, false}};
    return made;
}

int inkOf(const QImage& image, const QRect& part)
{
    return countOf(image.copy(part), rgb(lightTheme().foreground), 100);
}

} // namespace

class TestMapPlot : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    /// Each cell has the colour of its value, and says what it is.
    void cells()
    {
        MapPlot plot;
        plot.setContent(content());
        const QImage image = painted(plot, kSize);
        const auto map = colours(ColourMap::Viridis);
        for (int row = 0; row < 2; ++row) {
            for (int column = 0; column < 3; ++column) {
                const auto value = content().values[std::size_t(row * 3 + column)];
                const Point centre = plot.centreOf(row, column);
                const QRgb pixel = image.pixel(int(centre.x) + 18, int(centre.y) + 16);
                const Colour expected = value ? map[std::size_t(*value * 255)] : lightTheme().grid;
                QVERIFY(isNear(pixel, rgb(expected)));
                const auto hit = plot.hitAt(centre);
                QVERIFY(hit && hit->units.size() == 2);
                QCOMPARE(hit->units[0].layer.value, row);
                QCOMPARE(hit->units[1].layer.value, column);
            }
        }
        QVERIFY(plot.hitAt(plot.centreOf(1, 1))->text.find("too few samples") != std::string::npos);
        QCOMPARE(plot.hitAt(plot.centreOf(1, 0))->text, "layer1  ~  layer0   mean CCA 0.6000");
        QVERIFY(!plot.hitAt({1, 1}));
    }

    void currentCellIsFramed()
    {
        MapPlot plot;
        plot.setContent(content());
        QCOMPARE(countOf(painted(plot, kSize), rgb(lightTheme().current)), 0);
        plot.setCurrent(std::pair{1, 2});
        const QRect box = boxOf(painted(plot, kSize), rgb(lightTheme().current));
        const Point centre = plot.centreOf(1, 2);
        QVERIFY(box.contains(int(centre.x), int(centre.y)));
        QVERIFY(std::abs(box.center().x() - centre.x) < 2);
        plot.setCurrent(std::pair{7, 7}); // of a larger map that was there before
        QCOMPARE(countOf(painted(plot, kSize), rgb(lightTheme().current)), 0);
    }

    /// Bars tell the rows' attributes in the colours of the legend.
    void bars()
    {
        MapContent made = content();
        made.bars = {{"labels", {0, 1}, {"true", "shuffled"}, false}};
        MapPlot plot;
        plot.setContent(made);
        const QImage image = painted(plot, kSize);
        const QRgb first = rgb(seriesColour(lightTheme(), 0));
        QVERIFY(countOf(image, first) > 200); // titles in the same colour have no solid pixels
        QVERIFY(plot.dataAsText().find("labels\n") != std::string::npos);
        QVERIFY(plot.dataAsText().find("\tshuffled\n") != std::string::npos);
    }

    /// The name of a bar and its categories stand in one row of the legend where a row takes them.
    void legendKeepsABarTogether()
    {
        MapContent made = content();
        made.bars = {{"cluster", {0, 1}, {"1", "2", "3", "4", "5"}, false},
                     {"weight decay", {0, 1}, {"0.0001", "0.001", "0.01", "0.1"}, true},
                     {"seed", {0, 1}, {"1", "2", "3"}, false}};
        bool isBroken = false;
        for (const double width : {380.0, 420.0, 480.0, 560.0, 620.0}) {
            const MapLayout layout = layOutMap(made, {width, 400});
            QCOMPARE(layout.legend.size(), std::size_t{15});
            for (const MapLegendEntry& entry : layout.legend) {
                const auto first =
                    std::ranges::find(layout.legend, entry.bar, &MapLegendEntry::bar);
                QCOMPARE(entry.swatch.y, first->swatch.y);
                QVERIFY(entry.swatch.x + entry.swatch.width +
                            textWidth(entry.text, TextRole::Tick) <
                        width);
            }
            isBroken |= layout.legend.front().swatch.y != layout.legend.back().swatch.y;
        }
        QVERIFY(isBroken);
    }

    /// Cells of 0.020 and 0.023 say different things where no value is larger.
    void smallValuesAreToldApart()
    {
        const auto cellsAlike = [](double largest) {
            MapContent made = content();
            made.values = {0.0201, 0.0231, 0.0, 0.0, 0.0, largest};
            MapPlot plot;
            plot.setContent(made);
            const QImage image = painted(plot, kSize);
            const auto cell = [&](int column) {
                const Point centre = plot.centreOf(0, column);
                return image.copy(int(centre.x) - 20, int(centre.y) - 10, 40, 20);
            };
            return cell(0) == cell(1);
        };
        QVERIFY(cellsAlike(0.9)); // the same two digits in the same colour
        QVERIFY(!cellsAlike(0.03));
    }

    void treeStandsOverTheColumns()
    {
        MapContent made = content();
        core::Dendrogram tree;
        tree.leaves = 3;
        tree.merges = {{0, 1, -0.1, 2}, {2, 3, -0.8, 3}};
        tree.order = {0, 1, 2};
        MapPlot plot;
        plot.setContent(made);
        const double withoutTree = plot.centreOf(0, 0).y;
        made.tree = tree;
        plot.setContent(made);
        plot.setSize(kSize);
        QVERIFY(plot.centreOf(0, 0).y > withoutTree + 40);
        const QImage image = painted(plot, kSize);
        const int top = int(plot.centreOf(0, 0).y) - 40;
        QVERIFY(countOf(image.copy(0, top - 60, image.width(), 60), rgb(lightTheme().foreground),
                        60) > 60);
    }

    /// The tree has a scale of the distances at which clusters join.
    void treeHasAScale()
    {
        const MapLayout layout = layOutMap(networks(), kSize);
        QVERIFY(layout.treeTicks.positions.size() >= 2);
        for (const double distance : layout.treeTicks.positions) {
            QVERIFY(distance >= 0 && distance <= 0.75 + 1e-9);
            const double y = layout.treeY(distance);
            QVERIFY(y > layout.tree.y && y < layout.tree.bottom());
        }
        QVERIFY(std::abs(layout.farthest - 0.75) < 1e-9);
        const double half = (layout.treeY(0) + layout.treeY(0.75)) / 2;
        QVERIFY(std::abs(layout.treeY(0.375) - half) < 1e-9 && layout.treeY(0) > half);
        MapContent bare = networks();
        bare.parts.axes = false;
        QVERIFY(layOutMap(bare, kSize).treeTicks.positions.empty());
        MapPlot plot;
        plot.setContent(networks());
        const QImage image = painted(plot, kSize);
        const int right = int(layout.tree.right()) + 2;
        QVERIFY(inkOf(image, QRect(right, int(layout.tree.y), image.width() - right,
                                   int(layout.tree.height))) > 20);
    }

    /// Beside the tree, where the attributes of the rows stand below.
    void barsAreNamed()
    {
        MapContent made = networks();
        const auto inkAboveBars = [](const MapContent& content) {
            MapPlot plot;
            plot.setContent(content);
            const QImage image = painted(plot, kSize);
            const MapLayout layout = layOutMap(content, kSize);
            return inkOf(image, QRectF(layout.barsX, layout.tree.y,
                                       layout.cells.x - 3 - layout.barsX, layout.tree.height)
                                    .toRect());
        };
        const int both = inkAboveBars(made);
        made.bars.back().name.clear();
        const int one = inkAboveBars(made);
        QVERIFY2(one > 20 && both > one + 15, qPrintable(QString::number(both)));
    }

    /// Where there is no room for both, the names of one side say the same.
    void namesOfOneSideStayLonger()
    {
        const MapContent made = networks();
        const auto shown = [](const MapContent& content, Size size) {
            const MapLayout layout = layOutMap(content, size);
            return std::pair(layout.rowNamesShown, layout.columnNamesShown);
        };
        QCOMPARE(shown(made, {900, 900}), std::pair(true, true));
        QCOMPARE(shown(made, {480, 380}), std::pair(true, false));
        QCOMPARE(shown(made, {380, 480}), std::pair(false, true));
        QCOMPARE(shown(made, {260, 220}), std::pair(false, false));
        MapContent others = made;
        others.columns.names.front() = "another network with a long name, like that";
        QCOMPARE(shown(others, {480, 380}), std::pair(false, false));
    }

    /// What all names begin with goes first where there is no room: the rest tells them apart.
    void longNamesAreToldApart()
    {
        MapContent made = networks();
        for (std::size_t i = 0; i < made.rows.names.size(); ++i)
            made.rows.names[i] = "a recurrent network, width 32, seed " + std::to_string(i);
        QCOMPARE(layOutMap(made, {1600, 900}).rowNames, made.rows.names);
        const double room = textWidth("\u2026width 32, seed 12", TextRole::Tick) + 1;
        QCOMPARE(layOutMap(made, {room / 0.3, 400}).rowNames[7],
                 std::string("\u2026width 32, seed 7"));
        QCOMPARE(layOutMap(made, {80, 400}).rowNames[7], std::string("\u20267"));
        made.rows.names[3] = "unlike";
        QCOMPARE(layOutMap(made, {420, 400}).rowNames, made.rows.names);
    }

    void dataAsText()
    {
        MapPlot plot;
        plot.setContent(content());
        QCOMPARE(plot.dataAsText(), "mean CCA\tlayer0\tlayer1\tlayer2\n"
                                    "layer0\t0\t0.2\t0.4\nlayer1\t0.6\t\t1\n");
    }

    /// A map of few rows and many columns leaves no blank page below.
    void preferredSizeFollowsTheCells()
    {
        MapContent made;
        made.rows.names = {"conv1", "conv2"};
        for (int column = 0; column < 14; ++column)
            made.columns.names.push_back("class " + std::to_string(column));
        made.columns.title = "output";
        made.values.assign(28, 0.5);
        MapPlot plot;
        plot.setContent(made);
        const Size size = plot.preferredSize();
        plot.setSize(size);
        const Point last = plot.centreOf(1, 13);
        QVERIFY2(size.height < 260 && last.y < size.height - 40,
                 qPrintable(QString::number(size.height)));
        const double cell = plot.centreOf(1, 0).y - plot.centreOf(0, 0).y;
        plot.setSize({size.width, size.height + 200});
        QCOMPARE(plot.centreOf(1, 0).y - plot.centreOf(0, 0).y, cell); // no smaller than they could
    }

    void nothingIsCropped()
    {
        MapPlot plot;
        for (const int count : {2, 40}) {
            MapContent made;
            made.title = "a title that is longer than the picture is wide, whatever its width is";
            made.valueName = "a measure with a long name";
            made.rows =
                axis("a network with a name that goes on and on and on", count, core::Side::A);
            made.columns = axis("another network with a name that goes on", count, core::Side::B);
            made.values.assign(std::size_t(count * count), 0.5);
            made.bars = {{"an attribute",
                          std::vector<int>(std::size_t(count), 1),
                          {"a value of some length", "another", "a third", "a fourth"},
                          true}};
            plot.setContent(made);
            for (const Size size : {Size{280, 220}, kSize, Size{900, 400}}) {
                for (const PlotTheme* theme : {&lightTheme(), &darkTheme()})
                    QVERIFY(!touchesBorder(painted(plot, size, 1, *theme), rgb(theme->background)));
            }
        }
        for (const Size size : {Size{280, 220}, kSize, Size{380, 480}, Size{900, 400}}) {
            plot.setContent(networks());
            QVERIFY(!touchesBorder(painted(plot, size), rgb(lightTheme().background)));
        }
        plot.setContent({});
        QVERIFY(!touchesBorder(painted(plot, kSize), rgb(lightTheme().background)));
    }

    void looksAsBefore()
    {
        MapPlot plot;
        plot.setContent(networks());
        COMPARE_PICTURE(painted(plot, {380, 480}), "map_plot_networks");
        plot.setContent(content());
        COMPARE_PICTURE(painted(plot, kSize, 2, darkTheme()), "map_plot_dark");
    }
};

QTEST_MAIN(TestMapPlot)
#include "tst_map_plot.moc"
