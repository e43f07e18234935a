#include "plots/dendrogram_plot.h"

#include "plots/dendrogram_state.h"

#include "tests/support/picture_test.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

using namespace counterpart;
using namespace counterpart::plots;
using test::painted;

namespace {

constexpr Size kSize{420, 320};

/// Leaves 0 and 1 of A join leaves 2 and 3 of B at 0.9 and 0.5, and all join at 0.1.
DendrogramContent fourUnits()
{
    DendrogramContent content;
    content.title = "Units joined by their links";
    content.heightTitle = "mean similarity";
    content.tree.leaves = 4;
    content.tree.merges = {{0, 2, 0.9, 2}, {1, 3, 0.5, 2}, {4, 5, 0.1, 4}};
    content.tree.order = {0, 2, 1, 3};
    for (int leaf = 0; leaf < 4; ++leaf)
        content.leaves.push_back(
            {{{leaf / 2}, {0}, {leaf % 2}}, leaf < 2 ? core::Side::A : core::Side::B});
    content.names = {"Patches, seed 1 · conv1", "Patches, seed 2 · conv1"};
    return content;
}

/// The most pixels of a row in which the pictures differ.
int longestDifference(const QImage& one, const QImage& two)
{
    int most = 0;
    for (int y = 0; y < one.height(); ++y) {
        int count = 0;
        for (int x = 0; x < one.width(); ++x)
            count += one.pixel(x, y) == two.pixel(x, y) ? 0 : 1;
        most = std::max(most, count);
    }
    return most;
}

} // namespace

class TestDendrogramPlot : public QObject
{
    Q_OBJECT

private slots:
    void heightsAreOnOneScale();
    void barsTellTheNetworks();
    void onlyMergesOfTheCutAreStrong();
    void cutIsFoundWhereItIsDrawn();
    void heightsHaveDigits();
    void leavesAreHit();
    void emptyTreeIsDrawn();
    void mergesAsText();
    void nothingIsCropped_data();
    void nothingIsCropped();
    void looksAsBefore();
};

/// Over the middle of a pair of leaves the topmost line is the pair's merge.
void TestDendrogramPlot::heightsAreOnOneScale()
{
    DendrogramPlot plot;
    plot.setContent(fourUnits());
    const QImage image = painted(plot, kSize);
    const QRect a = test::boxOf(image, test::rgb(lightTheme().networkA));
    const QRect b = test::boxOf(image, test::rgb(lightTheme().networkB));
    const int left = a.left();
    const int quarter = (b.right() - left + 1) / 4;
    // The key below the tree has squares of the same colours: leave it out.
    const auto lineAt = [&](double leaves) {
        const int x = left + int(leaves * quarter);
        for (int y = 30; y < image.height(); ++y)
            if (qGray(image.pixel(x, y)) < 128)
                return y;
        return -1;
    };
    const int strong = lineAt(0.8);
    const int weak = lineAt(3.2);
    const int root = lineAt(2.0);
    QVERIFY(root < weak && weak < strong);
    QVERIFY(std::abs((strong - weak) - (weak - root)) <= 2); // 0.9, 0.5, 0.1
    QVERIFY(strong - root > 100);
    const double height = plot.heightAt({200, double(weak)});
    QVERIFY2(std::abs(height - 0.5) < 0.01, qPrintable(QString::number(height)));
}

void TestDendrogramPlot::barsTellTheNetworks()
{
    DendrogramPlot plot;
    plot.setContent(fourUnits());
    const QImage image = painted(plot, kSize);
    const auto hitRow = [&](double x) {
        for (int y = image.height() - 1; y > 0; --y)
            if (const auto hit = plot.hitAt({x, double(y)}))
                return y - 4;
        return -1;
    };
    for (double x = 80; x < 400; x += 20) {
        const int y = hitRow(x);
        QVERIFY(y > 0);
        const auto hit = plot.hitAt({x, double(y)});
        const QRgb expected = test::rgb(hit->units.at(0).net.value == 0 ? lightTheme().networkA
                                                                        : lightTheme().networkB);
        bool isFound = false;
        for (int near = y - 6; near <= y + 4; ++near)
            isFound = isFound || test::isNear(image.pixel(int(x), near), expected);
        QVERIFY2(isFound, qPrintable(QString::number(x)));
    }
}

void TestDendrogramPlot::onlyMergesOfTheCutAreStrong()
{
    DendrogramPlot plot;
    plot.setContent(fourUnits());
    const QRgb strong = test::rgb(lightTheme().foreground);
    plot.setCut(TreeCut{0.05, 1});
    const int all = test::countOf(painted(plot, kSize), strong, 40);
    plot.setCut(TreeCut{0.7, 3});
    const QImage one = painted(plot, kSize);
    QVERIFY(test::countOf(one, strong, 40) < all);
    plot.setCut(TreeCut{0.72, 3});
    QVERIFY(longestDifference(painted(plot, kSize), one) > kSize.width / 3); // a dashed line
}

void TestDendrogramPlot::cutIsFoundWhereItIsDrawn()
{
    DendrogramPlot plot;
    plot.setContent(fourUnits());
    plot.setSize(kSize);
    QVERIFY(!plot.isOnCut({200, 100}));
    plot.setCut(TreeCut{0.3, 2});
    int first = -1;
    int last = -1;
    for (int y = 0; y < int(kSize.height); ++y) {
        if (plot.isOnCut({200, double(y)})) {
            first = first < 0 ? y : first;
            last = y;
        }
    }
    QVERIFY(first > 0 && last - first <= 12);
    QVERIFY(std::abs(plot.heightAt({200, (first + last) / 2.0}) - 0.3) < 0.01);
    QVERIFY(!plot.isOnCut({2, (first + last) / 2.0}));
    // Beyond the axis the height stays on it.
    QVERIFY(plot.heightAt({200, -50}) < 0.1 && plot.heightAt({200, 900}) > 0.9);
}

void TestDendrogramPlot::heightsHaveDigits()
{
    for (const auto& [height, text] : {std::pair{0.5123, "0.512"},
                                       {-0.25, "−0.250"},
                                       {0.001, "0.001"},
                                       {0.0, "0.000"},
                                       {2.44e-5, "2.4e−5"},
                                       {-0.000999, "−1.0e−3"}})
        QCOMPARE(heightText(height), text);
}

void TestDendrogramPlot::leavesAreHit()
{
    DendrogramPlot plot;
    plot.setContent(fourUnits());
    plot.setCut(TreeCut{0.3, 2});
    plot.setSize(kSize);
    QVERIFY(!plot.hitAt({2, 2}));
    const auto left = plot.hitAt({80, 200});
    const auto right = plot.hitAt({400, 200});
    QVERIFY(left && right);
    QCOMPARE(left->units, (std::vector<core::UnitRef>{{{0}, {0}, {0}}}));
    QCOMPARE(right->units, (std::vector<core::UnitRef>{{{1}, {0}, {1}}}));
    QCOMPARE(left->text, "Patches, seed 1 · conv1[0]   cluster of 2 units");
}

void TestDendrogramPlot::emptyTreeIsDrawn()
{
    DendrogramPlot plot;
    plot.setCut(TreeCut{0.5, 1});
    const QImage image = painted(plot, kSize);
    QCOMPARE(test::countOf(image, test::rgb(lightTheme().background)),
             image.width() * image.height());
    QVERIFY(!plot.hitAt({200, 200}) && !plot.isOnCut({200, 200}));
}

void TestDendrogramPlot::mergesAsText()
{
    DendrogramPlot plot;
    plot.setContent(fourUnits());
    const QStringList lines = QString::fromStdString(plot.dataAsText()).trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], "merge\tfirst\tsecond\tsimilarity\tunits");
    QCOMPARE(lines[1], "1\tPatches, seed 1 · conv1[0]\tPatches, seed 2 · conv1[0]\t0.9\t2");
    QCOMPARE(lines[3], "3\tmerge 1\tmerge 2\t0.1\t4");
}

void TestDendrogramPlot::nothingIsCropped_data()
{
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    const DendrogramPlot plot;
    QTest::newRow("smallest") << plot.minimumSize().width << plot.minimumSize().height;
    QTest::newRow("preferred") << plot.preferredSize().width << plot.preferredSize().height;
}

void TestDendrogramPlot::nothingIsCropped()
{
    QFETCH(double, width);
    QFETCH(double, height);
    DendrogramContent content = fourUnits();
    content.names.a = "A network with a very long name, seed 1 · block4.layer2.conv1";
    content.title = "Units joined by their links between the two networks, all of them";
    DendrogramPlot plot;
    plot.setContent(content);
    plot.setCut(TreeCut{0.89, 3});
    const QImage image = painted(plot, {width, height});
    QVERIFY(!test::touchesBorder(image, test::rgb(lightTheme().background)));
}

void TestDendrogramPlot::looksAsBefore()
{
    DendrogramPlot plot;
    plot.setContent(fourUnits());
    plot.setCut(TreeCut{0.3, 2});
    plot.setChosen({0, 2});
    plot.setHighlight({{}, {{{1}, {0}, {1}}}, {}});
    COMPARE_PICTURE(painted(plot, kSize, 2, darkTheme()), "dendrogram_plot_dark_2x");
    COMPARE_PICTURE(painted(plot, kSize), "dendrogram_plot");
}

QTEST_MAIN(TestDendrogramPlot)
#include "tst_dendrogram_plot.moc"
