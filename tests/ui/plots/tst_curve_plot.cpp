#include "plots/curve_plot.h"

#include "tests/support/picture_test.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

#include <algorithm>
#include <ctime>
#include <random>

using namespace counterpart;
using namespace counterpart::plots;
using test::painted;

namespace {

core::UnitRef unit(int net, int index)
{
    return {{net}, {0}, {index}};
}

/// A curve whose point i holds unit i of network 0.
Curve curveOf(std::vector<double> values, CurveRole role, std::string name = {})
{
    Curve curve{std::move(name), role, {}, false};
    for (const double y : values) {
        const auto i = static_cast<int>(curve.points.size());
        curve.points.push_back({y, {unit(0, i)}, "point " + std::to_string(i)});
    }
    return curve;
}

/// Falling from `high` to `low`, with drops of the matching at random units.
CurveContent sorted(int count, double high, double low, unsigned seed = 1)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> share(0, 1);
    std::vector<double> semi;
    std::vector<double> matching;
    for (int i = 0; i < count; ++i) {
        semi.push_back(high + (low - high) * i / std::max(1, count - 1));
        matching.push_back(share(random) < 0.5 ? semi.back() : semi.back() - 0.4 * share(random));
    }
    CurveContent content;
    content.title = "Patches, seed 1 · conv1  →  Patches, seed 2 · conv1";
    content.xTitle = "unit of A, by falling value of the semi-matching";
    content.yTitle = "correlation with the assigned unit";
    content.curves = {curveOf(semi, CurveRole::Semi, "semi-matching, mean 0.750"),
                      curveOf(matching, CurveRole::Matching, "matching, mean 0.710")};
    content.notes = {"same value in both: 72.9 % of units"};
    return content;
}

/// Blobs of a colour from left to right: pixels in columns without a gap.
std::vector<QPointF> blobsFromLeft(const QImage& image, QRgb colour)
{
    std::vector<QPointF> centres;
    QRect blob;
    for (int x = 0; x <= image.width(); ++x) {
        QRect column;
        for (int y = 0; x < image.width() && y < image.height(); ++y)
            if (test::isNear(image.pixel(x, y), colour))
                column |= QRect(x, y, 1, 1);
        if (column.isNull() && !blob.isNull()) {
            centres.push_back(QRectF(blob).center());
            blob = {};
        }
        blob |= column;
    }
    return centres;
}

double paintSeconds(CurvePlot& plot)
{
    QImage image(1000, 600, QImage::Format_RGB32);
    double best = 1e9;
    for (int run = 0; run < 4; ++run) {
        QPainter painter(&image);
        const std::clock_t start = std::clock();
        for (const auto& [scene, rect] : plot.placements())
            paint::paintScene(painter, scene, {rect.x, rect.y, rect.width, rect.height});
        best = std::min(best, double(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return best;
}

} // namespace

class TestCurvePlot : public QObject
{
    Q_OBJECT

private slots:
    void pointsAreWhereTheyAreDrawn_data();
    void pointsAreWhereTheyAreDrawn();
    void placesLeaveRanksOut();
    void powersOfTenStandAtEqualDistances();
    void nothingIsHitFarFromPoints();
    void thresholdIsWhereItIsDrawn();
    void axisCoversValuesBeyondItsLimits();
    void nothingIsCropped_data();
    void nothingIsCropped();
    void legendHidesNoCurve_data();
    void legendHidesNoCurve();
    void highlightMarksThePointsOfAUnit();
    void lineBreaksAtACategoryWithoutPoint();
    void thousandsOfUnitsStayQuick();
    void aCurveMayBeEmptyOrASinglePoint();
    void ranksAsText();
    void categoriesAsText();
    void looksAsBefore();
};

void TestCurvePlot::pointsAreWhereTheyAreDrawn_data()
{
    QTest::addColumn<double>("ratio");
    QTest::addColumn<bool>("categories");
    QTest::newRow("ranks") << 1.0 << false;
    QTest::newRow("ranks at 200 %") << 2.0 << false;
    QTest::newRow("categories") << 1.0 << true;
}

/// The oracle is the picture: a marker's pixels are hit as its unit.
void TestCurvePlot::pointsAreWhereTheyAreDrawn()
{
    QFETCH(double, ratio);
    QFETCH(bool, categories);
    CurveContent content;
    content.yTitle = "r";
    if (categories)
        content.categories = {"conv1", "conv2", "conv3", "fc"};
    // A value that rises draws lines in the colour too, so each point is a curve with one point.
    for (const auto& [place, y] : {std::pair{0, 0.9}, {1, 0.1}, {2, 0.5}, {3, 0.52}}) {
        Curve curve{"", CurveRole::NetworkA, {{y, {unit(0, place)}, ""}}, true};
        curve.points.front().place = categories ? place : place + 1;
        content.curves.push_back(curve);
    }
    CurvePlot plot;
    plot.setContent(content);
    const QImage image = painted(plot, {500, 300}, ratio);
    const auto blobs = blobsFromLeft(image, test::rgb(lightTheme().networkA));
    QCOMPARE(blobs.size(), std::size_t{4});
    for (int i = 0; i < 4; ++i) {
        const QPointF centre = blobs[static_cast<std::size_t>(i)] / ratio;
        const auto hit = plot.hitAt({centre.x(), centre.y()});
        QVERIFY(hit);
        QCOMPARE(hit->units, std::vector{unit(0, i)});
        const double y = content.curves[static_cast<std::size_t>(i)].points.front().y;
        QVERIFY(std::abs(plot.yAt({centre.x(), centre.y()}) - y) < 0.01);
    }
}

/// A matching that leaves out ranks 2 and 3 stands under the same ranks of the other curve.
void TestCurvePlot::placesLeaveRanksOut()
{
    CurveContent content;
    content.curves = {curveOf({0.9, 0.8, 0.7, 0.6, 0.5}, CurveRole::NetworkB),
                      curveOf({0.3, 0.3, 0.3}, CurveRole::NetworkA)};
    content.curves[0].withMarkers = content.curves[1].withMarkers = true;
    content.curves[1].points[1].place = 4;
    CurvePlot plot;
    plot.setContent(content);
    const QImage image = painted(plot, {500, 300});
    std::vector<double> upper;
    for (int rank = 1; rank <= 5; ++rank) {
        const auto isUpper = [&](double x) {
            for (double y = 0; y < 300; ++y)
                if (const auto hit = plot.hitAt({x, y}))
                    if (hit->text == "point " + std::to_string(rank - 1) && y < 150)
                        return true;
            return false;
        };
        double first = 0;
        while (first < 500 && !isUpper(first))
            ++first;
        QVERIFY(first < 500);
        upper.push_back(first + 11); // hit from 12 pixels left of it on
    }
    const QRect lower = test::boxOf(image, test::rgb(lightTheme().networkA));
    QVERIFY(std::abs(lower.left() + 3 - upper[0]) <= 2);  // rank 1
    QVERIFY(std::abs(lower.right() - 3 - upper[4]) <= 2); // rank 5
    const auto fourth = plot.hitAt({upper[3], double(lower.center().y())});
    QVERIFY(fourth);
    QCOMPARE(fourth->text, "point 1");
    const auto second = plot.hitAt({upper[1], double(lower.center().y())});
    QVERIFY(!second);
}

/// 100, 10, 1 and 0.1 lie on a straight line, and so does what is drawn between them.
void TestCurvePlot::powersOfTenStandAtEqualDistances()
{
    CurveContent content;
    content.isLogarithmic = true;
    content.yLow = 0.1;
    content.yHigh = 100;
    content.curves = {curveOf({100, 10, 1, 0.1}, CurveRole::NetworkA)};
    CurvePlot plot;
    plot.setContent(content);
    const QImage image = painted(plot, {500, 300});
    const QRect line = test::boxOf(image, test::rgb(lightTheme().networkA), 40);
    QVERIFY(line.width() > 300 && line.height() > 150);
    for (int x = line.left() + 4; x < line.right() - 4; x += 7) {
        const double share = double(x - line.left()) / line.width();
        const double y = line.top() + share * line.height();
        bool isThere = false;
        for (int dy = -3; dy <= 3; ++dy)
            isThere |=
                test::isNear(image.pixel(x, int(y) + dy), test::rgb(lightTheme().networkA), 60);
        QVERIFY2(isThere, qPrintable(QString::number(x)));
    }
    for (const int point : {0, 1, 2, 3}) {
        const auto hit = plot.hitAt(
            {line.left() + line.width() * point / 3.0, line.top() + line.height() * point / 3.0});
        QVERIFY(hit);
        QCOMPARE(hit->units, std::vector{unit(0, point)});
    }
}

void TestCurvePlot::nothingIsHitFarFromPoints()
{
    CurveContent content;
    content.curves = {curveOf({0.5}, CurveRole::NetworkA)};
    CurvePlot plot;
    plot.setContent(content);
    const QPointF centre =
        QRectF(test::boxOf(painted(plot, {400, 300}), test::rgb(lightTheme().networkA))).center();
    QVERIFY(plot.hitAt({centre.x() + 10, centre.y()}));
    QVERIFY(plot.hitAt({centre.x(), centre.y() - 10}));
    QVERIFY(!plot.hitAt({centre.x() + 14, centre.y()}));
    QVERIFY(!plot.hitAt({centre.x() - 10, centre.y() + 10}));
}

void TestCurvePlot::thresholdIsWhereItIsDrawn()
{
    CurvePlot plot;
    plot.setContent(sorted(32, 0.95, 0.3));
    QVERIFY(!plot.isOnThreshold({200, 150}));
    plot.setThreshold(0.62);
    const QRect line = test::boxOf(painted(plot, {560, 380}).copy(100, 0, 350, 380),
                                   test::rgb(lightTheme().threshold), 12);
    QVERIFY(!line.isNull());
    const double y = QRectF(line).center().y();
    QVERIFY(std::abs(plot.yAt({200, y}) - 0.62) < 0.005);
    QVERIFY(plot.isOnThreshold({200, y}));
    QVERIFY(plot.isOnThreshold({200, y + 5}));
    QVERIFY(plot.isOnThreshold({200, y - 5}));
    QVERIFY(!plot.isOnThreshold({200, y + 7.5}));
    QVERIFY(!plot.isOnThreshold({5, y}));
    plot.setThreshold(std::nullopt);
    QVERIFY(test::boxOf(painted(plot, {560, 380}), test::rgb(lightTheme().threshold), 12).isNull());
    QVERIFY(!plot.isOnThreshold({200, y}));
}

void TestCurvePlot::axisCoversValuesBeyondItsLimits()
{
    CurveContent content;
    content.curves = {curveOf({0.5, -0.33, 1.0}, CurveRole::NetworkA)};
    CurvePlot plot;
    plot.setContent(content);
    plot.setSize({400, 300});
    QVERIFY(plot.yAt({200, 1e6}) <= -0.33);
    QVERIFY(plot.yAt({200, 1e6}) >= -0.5);
    QVERIFY(plot.yAt({200, -1e6}) >= 1.0);
    QVERIFY(plot.yAt({200, -1e6}) < 1.1);
}

void TestCurvePlot::nothingIsCropped_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    QTest::addColumn<double>("ratio");
    QTest::addColumn<bool>("isDark");
    const Size smallest = CurvePlot().minimumSize();
    const Size preferred = CurvePlot().preferredSize();
    for (const int which : {0, 1, 2, 3})
        for (const Size size : {smallest, preferred, Size{1100, 420}})
            for (const double ratio : {1.0, 2.0})
                QTest::addRow("content %d at %g x %g, %g", which, size.width, size.height, ratio)
                    << which << size.width << size.height << ratio << (ratio == 2.0);
}

void TestCurvePlot::nothingIsCropped()
{
    QFETCH(int, which);
    QFETCH(double, width);
    QFETCH(double, height);
    QFETCH(double, ratio);
    QFETCH(bool, isDark);
    CurveContent content = sorted(which == 1 ? 4096 : 96, 0.9, which == 2 ? -0.2 : 0.3);
    if (which == 2)
        content.title = content.xTitle = content.yTitle =
            "a title that is much too long for any plot, as networks have long names with dates, "
            "runs and seeds · features.12.block.3.conv_with_a_long_name";
    if (which == 3)
        for (int i = 0; i < 16; ++i)
            content.categories.push_back("features." + std::to_string(i) + ".some_block.conv");
    if (which == 3)
        for (auto& curve : content.curves)
            curve.points.resize(16);
    CurvePlot plot;
    plot.setContent(content);
    plot.setThreshold(0.5);
    const auto& theme = isDark ? darkTheme() : lightTheme();
    const QImage image = painted(plot, {width, height}, ratio, theme);
    QVERIFY(test::countOf(image, test::rgb(theme.foreground), 30) > 100);
    QVERIFY(!test::touchesBorder(image, test::rgb(theme.background), 3));
}

void TestCurvePlot::legendHidesNoCurve_data()
{
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("last");
    QTest::newRow("falls") << 0.95 << 0.1;
    QTest::newRow("high") << 1.0 << 0.9;
    QTest::newRow("low") << 0.2 << 0.1;
    QTest::newRow("rises") << 0.1 << 0.95;
}

/// With and without names the curves are drawn at the same pixels.
void TestCurvePlot::legendHidesNoCurve()
{
    QFETCH(double, first);
    QFETCH(double, last);
    CurveContent content = sorted(64, first, last);
    CurvePlot plot;
    plot.setContent(content);
    const QImage with = painted(plot, {560, 380});
    for (auto& curve : content.curves)
        curve.name.clear();
    content.notes.clear();
    plot.setContent(content);
    const QImage without = painted(plot, {560, 380});
    int drawn = 0;
    int hidden = 0;
    for (int y = 0; y < with.height(); ++y)
        for (int x = 0; x < with.width(); ++x)
            for (const Colour colour : {lightTheme().semi, lightTheme().matching})
                if (test::isNear(without.pixel(x, y), test::rgb(colour))) {
                    ++drawn;
                    hidden += with.pixel(x, y) == without.pixel(x, y) ? 0 : 1;
                }
    QVERIFY(drawn > 500);
    QCOMPARE(hidden, 0);
    QVERIFY(test::countOf(with, test::rgb(lightTheme().matching)) >
            test::countOf(without, test::rgb(lightTheme().matching)));
}

void TestCurvePlot::highlightMarksThePointsOfAUnit()
{
    CurveContent content = sorted(20, 0.9, 0.2);
    CurvePlot plot;
    plot.setContent(content);
    const QRgb current = test::rgb(lightTheme().current);
    QCOMPARE(test::countOf(painted(plot, {560, 380}), current), 0);
    plot.setHighlight({{}, {unit(0, 7)}, {}});
    const QImage image = painted(plot, {560, 380});
    const QRect box = test::boxOf(image, current);
    QVERIFY(!box.isNull());
    QVERIFY(box.width() >= 7 && box.width() <= 14);
    const auto hit = plot.hitAt({QRectF(box).center().x(), double(box.top() + 5)});
    QVERIFY(hit);
    QCOMPARE(hit->units, std::vector{unit(0, 7)});
    plot.setHighlight({{unit(1, 99)}, {}, {unit(0, 3)}});
    const QImage other = painted(plot, {560, 380});
    QCOMPARE(test::countOf(other, current), 0);
    QVERIFY(test::countOf(other, test::rgb(lightTheme().selected)) > 20);
    QCOMPARE(test::countOf(other, test::rgb(lightTheme().hover)), 0);
}

/// Drawn as one antialiased path, 4096 units take 150 times as long as 128.
void TestCurvePlot::lineBreaksAtACategoryWithoutPoint()
{
    CurveContent content;
    content.categories = {"conv1", "conv2", "conv3", "conv4", "fc"};
    content.curves = {curveOf({0.53, 0.53, 0.53, 0.53, 0.53}, CurveRole::Matching)};
    const auto pieces = [&] {
        CurvePlot plot;
        plot.setContent(content);
        return blobsFromLeft(painted(plot, {560, 380}), test::rgb(lightTheme().matching)).size();
    };
    QCOMPARE(pieces(), std::size_t{1});
    auto& points = content.curves[0].points;
    points.erase(points.begin() + 2);
    points[2].place = 3;
    QCOMPARE(pieces(), std::size_t{2});
    content.categories.clear(); // a rank without a point is passed over
    QCOMPARE(pieces(), std::size_t{1});
}

void TestCurvePlot::thousandsOfUnitsStayQuick()
{
    CurvePlot few;
    few.setContent(sorted(128, 0.95, 0.2));
    painted(few, {1000, 600});
    CurvePlot many;
    many.setContent(sorted(4096, 0.95, 0.2));
    painted(many, {1000, 600});
    const double fewSeconds = paintSeconds(few);
    const double manySeconds = paintSeconds(many);
    qInfo("128 units: %.2f ms, 4096 units: %.2f ms", 1e3 * fewSeconds, 1e3 * manySeconds);
    QVERIFY(manySeconds < 15 * fewSeconds);
}

void TestCurvePlot::aCurveMayBeEmptyOrASinglePoint()
{
    CurvePlot plot;
    QVERIFY(!plot.hitAt({100, 100}));
    QCOMPARE(QString::fromStdString(plot.dataAsText()), "x\n");
    painted(plot, plot.preferredSize());
    CurveContent content;
    content.curves = {curveOf({}, CurveRole::Semi, "none"), curveOf({0.4}, CurveRole::NetworkA)};
    plot.setContent(content);
    const QImage image = painted(plot, plot.preferredSize());
    QVERIFY(test::countOf(image, test::rgb(lightTheme().networkA)) > 10);
}

void TestCurvePlot::ranksAsText()
{
    CurveContent content;
    content.xTitle = "unit\tof A";
    content.curves = {curveOf({0.5, 0.25}, CurveRole::Semi, "semi"),
                      curveOf({0.125}, CurveRole::Matching, "matching")};
    content.curves[1].points[0].text.clear();
    content.curves[1].points[0].place = 2;
    CurvePlot plot;
    plot.setContent(content);
    QCOMPARE(QString::fromStdString(plot.dataAsText()), "unit of A\tsemi\tsemi: point\tmatching\n"
                                                        "1\t0.5\tpoint 0\t\n"
                                                        "2\t0.25\tpoint 1\t0.125\n");
}

void TestCurvePlot::categoriesAsText()
{
    CurveContent content;
    content.xTitle = "layer";
    content.categories = {"conv1", "conv2", "fc"};
    Curve curve{"mean", CurveRole::Semi, {{0.1, {}, ""}, {-0.2, {}, ""}}, true};
    content.curves = {curve};
    CurvePlot plot;
    plot.setContent(content);
    QCOMPARE(QString::fromStdString(plot.dataAsText()),
             "layer\tmean\nconv1\t0.1\nconv2\t-0.2\nfc\t\n");
}

void TestCurvePlot::looksAsBefore()
{
    CurvePlot plot;
    plot.setContent(sorted(32, 0.98, 0.35));
    plot.setThreshold(0.5);
    plot.setHighlight({{unit(0, 4)}, {unit(0, 12)}, {unit(0, 20), unit(0, 21)}});
    COMPARE_PICTURE(painted(plot, plot.preferredSize()), "curve_plot");
    COMPARE_PICTURE(painted(plot, {400, 280}, 2, darkTheme()), "curve_plot_dark");

    CurveContent averages;
    averages.title = "Average by layer";
    averages.xTitle = "layer";
    averages.yTitle = "mean correlation";
    averages.categories = {"conv1", "conv2", "conv3", "conv4", "conv5"};
    averages.curves = {
        curveOf({0.703, 0.556, 0.478, 0.369, 0.416}, CurveRole::Semi, "semi-matching"),
        curveOf({0.663, 0.507, 0.446, 0.342, 0.385}, CurveRole::Matching, "matching")};
    for (auto& curve : averages.curves)
        curve.withMarkers = true;
    CurvePlot layers;
    layers.setContent(averages);
    COMPARE_PICTURE(painted(layers, layers.preferredSize()), "curve_plot_layers");
}

QTEST_MAIN(TestCurvePlot)
#include "tst_curve_plot.moc"
