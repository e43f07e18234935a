#include "plots/histogram_plot.h"

#include "tests/support/picture_test.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

using namespace counterpart;
using namespace counterpart::plots;
using test::painted;

namespace {

HistogramContent both()
{
    HistogramContent content;
    content.histogram.a = core::Histogram{0, 4, {999, 0, 9, 99}};
    content.histogram.b = core::Histogram{-1.5, 2.5, {7, 7, 7, 7, 70'000'000, 3, 2, 1}};
    content.name = {"A conv1[17]", "B conv1[4]"};
    return content;
}

/// First row with the colour in the middle of each of `bins` bins that share the box's width.
std::vector<int> tops(const QImage& image, const QRect& box, QRgb colour, int bins)
{
    std::vector<int> rows;
    for (int bin = 0; bin < bins; ++bin) {
        const int x = box.left() + static_cast<int>((bin + 0.5) * box.width() / bins);
        int y = box.top();
        while (y < box.bottom() && !test::isNear(image.pixel(x, y), colour, 60))
            ++y;
        rows.push_back(y);
    }
    return rows;
}

} // namespace

class TestHistogramPlot : public QObject
{
    Q_OBJECT

private slots:
    void heightsAreLogarithms();
    void sidesAreOneAboveTheOther();
    void contentMayChange();
    void oneSideOrNone();
    void degenerateRanges_data();
    void degenerateRanges();
    void nothingIsCropped_data();
    void nothingIsCropped();
    void countsAsText();
    void looksAsBefore();
};

/// Counts 999, 0, 9 and 99 stand at 3, 0, 1 and 2 of log10(1 + count).
void TestHistogramPlot::heightsAreLogarithms()
{
    auto content = both();
    content.histogram.b.reset();
    content.name.a.clear();
    HistogramPlot plot;
    plot.setContent(content);
    const QImage image = painted(plot, {400, 300});
    const QRgb colour = test::rgb(lightTheme().networkA);
    const QRect box = test::boxOf(image, colour, 60);
    const auto rows = tops(image, box, colour, 4);
    const double unit = (rows[1] - rows[0]) / 3.0;
    QVERIFY(unit > 30);
    QVERIFY(std::abs(rows[1] - rows[2] - unit) <= 1.5);
    QVERIFY(std::abs(rows[1] - rows[3] - 2 * unit) <= 1.5);
}

void TestHistogramPlot::sidesAreOneAboveTheOther()
{
    HistogramPlot plot;
    plot.setContent(both());
    for (const bool isDark : {false, true}) {
        const auto& theme = isDark ? darkTheme() : lightTheme();
        const QImage image = painted(plot, plot.preferredSize(), 2, theme);
        const QRect a = test::boxOf(image, test::rgb(theme.networkA), 10);
        const QRect b = test::boxOf(image, test::rgb(theme.networkB), 10);
        QVERIFY(a.height() > 80 && b.height() > 80);
        QVERIFY(a.bottom() + 20 < b.top());
    }
}

/// VTK's charts do not take a cleared plot again; the outline must be there the second time too.
void TestHistogramPlot::contentMayChange()
{
    HistogramPlot plot;
    plot.setContent(both());
    const QImage first = painted(plot, {300, 240});
    auto other = both();
    other.histogram.a->counts = {1, 2, 3};
    plot.setContent(other);
    QVERIFY(painted(plot, {300, 240}) != first);
    plot.setContent(both());
    QCOMPARE(painted(plot, {300, 240}), first);
}

void TestHistogramPlot::oneSideOrNone()
{
    HistogramPlot plot;
    QCOMPARE(test::boxOf(painted(plot, {280, 200}), test::rgb(lightTheme().background)),
             QRect(0, 0, 280, 200));
    const double height = plot.preferredSize().height;
    auto content = both();
    content.histogram.a.reset();
    plot.setContent(content);
    const QImage image = painted(plot, plot.preferredSize());
    QCOMPARE(test::countOf(image, test::rgb(lightTheme().networkA), 10), 0);
    QVERIFY(test::boxOf(image, test::rgb(lightTheme().networkB), 10).height() > 60);
    plot.setContent(both());
    QVERIFY(plot.preferredSize().height > height + 50);
}

void TestHistogramPlot::degenerateRanges_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<int>("count");
    QTest::newRow("a dead unit") << 0.25 << 0.25 << 42'588;
    QTest::newRow("nothing counted") << 0.0 << 1.0 << 0;
    QTest::newRow("tiny") << 1e-30 << 2e-30 << 5;
    QTest::newRow("huge") << -1e30 << 1e30 << 5;
}

void TestHistogramPlot::degenerateRanges()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(int, count);
    HistogramContent content;
    content.histogram.a = core::Histogram{low, high, {count, count}};
    content.name.a = "A conv1[0]";
    HistogramPlot plot;
    plot.setContent(content);
    const QImage image = painted(plot, plot.preferredSize());
    QVERIFY(!test::touchesBorder(image, test::rgb(lightTheme().background), 2));
    const QRect box = test::boxOf(image, test::rgb(lightTheme().networkA), 60);
    QVERIFY(count == 0 || (box.width() > 100 && box.height() > 40));
}

void TestHistogramPlot::nothingIsCropped_data()
{
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    QTest::addColumn<double>("ratio");
    HistogramPlot plot;
    plot.setContent(both());
    for (const Size size :
         {plot.minimumSize(), plot.preferredSize(), Size{280, 200}, Size{700, 500}})
        for (const double ratio : {1.0, 1.5, 2.0})
            QTest::addRow("%g x %g at %g", size.width, size.height, ratio)
                << size.width << size.height << ratio;
}

void TestHistogramPlot::nothingIsCropped()
{
    QFETCH(double, width);
    QFETCH(double, height);
    QFETCH(double, ratio);
    auto content = both();
    content.name.b = "B features.12.block.conv_with_a_long_name[203 a unit with a long name]";
    content.histogram.b->low = -123'456'789;
    HistogramPlot plot;
    plot.setContent(content);
    const QImage image = painted(plot, {width, height}, ratio);
    QVERIFY(!test::touchesBorder(image, test::rgb(lightTheme().background), 2));
}

void TestHistogramPlot::countsAsText()
{
    HistogramContent content;
    content.histogram.a = core::Histogram{0, 1, {12, 0}};
    content.histogram.b = core::Histogram{-1, 1, {3, 1, 4, 1}};
    content.name = {"A conv1[17]", "B conv1[4]"};
    HistogramPlot plot;
    plot.setContent(content);
    QCOMPARE(QString::fromStdString(plot.dataAsText()), "unit\tfrom\tto\tcount\n"
                                                        "A conv1[17]\t0\t0.5\t12\n"
                                                        "A conv1[17]\t0.5\t1\t0\n"
                                                        "B conv1[4]\t-1\t-0.5\t3\n"
                                                        "B conv1[4]\t-0.5\t0\t1\n"
                                                        "B conv1[4]\t0\t0.5\t4\n"
                                                        "B conv1[4]\t0.5\t1\t1\n");
}

void TestHistogramPlot::looksAsBefore()
{
    HistogramPlot plot;
    plot.setContent(both());
    COMPARE_PICTURE(painted(plot, plot.preferredSize()), "histogram_plot");
    COMPARE_PICTURE(painted(plot, {280, 200}, 2, darkTheme()), "histogram_plot_dark");
}

QTEST_MAIN(TestHistogramPlot)
#include "tst_histogram_plot.moc"
