#include "plots/curve_line.h"

#include "plots/curve_plot.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

#include <cmath>
#include <map>
#include <random>

using namespace counterpart;
using namespace counterpart::plots;

class TestCurveLine : public QObject
{
    Q_OBJECT

private slots:
    void reachIsThatOfTheLine_data();
    void reachIsThatOfTheLine();
    void neighboursTouch();
    void firstPictureJoinsThePoints_data();
    void firstPictureJoinsThePoints();
};

namespace {

std::vector<Point> randomLine(int points, double step, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> y(0, 300);
    std::vector<Point> line;
    for (int i = 0; i < points; ++i)
        line.push_back({40.3 + step * i, y(random)});
    return line;
}

} // namespace

void TestCurveLine::reachIsThatOfTheLine_data()
{
    QTest::addColumn<double>("step");
    QTest::newRow("four points a column") << 0.25;
    QTest::newRow("about one") << 0.97;
    QTest::newRow("on the borders") << 0.5;
    QTest::newRow("several columns a segment") << 3.7;
}

/// Brute force: the line sampled at 2000 places a segment.
void TestCurveLine::reachIsThatOfTheLine()
{
    QFETCH(double, step);
    const auto line = randomLine(60, step, 7);
    const auto columns = columnReaches(line);
    std::map<int, std::pair<double, double>> expected;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        for (int k = 0; k <= 2000; ++k) {
            const double t = k / 2000.0;
            const double x = line[i].x + t * (line[i + 1].x - line[i].x);
            const double y = line[i].y + t * (line[i + 1].y - line[i].y);
            auto& [low, high] =
                expected.try_emplace(static_cast<int>(std::floor(x)), y, y).first->second;
            low = std::min(low, y);
            high = std::max(high, y);
        }
    QCOMPARE(columns.size(), expected.size());
    auto next = expected.begin();
    for (const auto& column : columns) {
        QCOMPARE(column.x, next->first + 0.5);
        QVERIFY(std::abs(column.low - next->second.first) < 0.5);
        QVERIFY(std::abs(column.high - next->second.second) < 0.5);
        ++next;
    }
}

void TestCurveLine::neighboursTouch()
{
    const auto columns = columnReaches(randomLine(300, 0.4, 3));
    QVERIFY(columns.size() > 100);
    for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
        QCOMPARE(columns[i + 1].x, columns[i].x + 1);
        QVERIFY(columns[i].low <= columns[i + 1].high + 1e-9);
        QVERIFY(columns[i + 1].low <= columns[i].high + 1e-9);
    }
}

void TestCurveLine::firstPictureJoinsThePoints_data()
{
    QTest::addColumn<int>("count");
    // A chart moves its origin where |log10(low / range)| > 2; low is 1 - max(0.5, count / 100).
    for (const int count : {8, 64, 100, 400})
        QTest::addRow("%d ranks", count) << count;
}

/// A falling line and, in other colours, markers at its ends: what is painted first has its line
/// between them.
void TestCurveLine::firstPictureJoinsThePoints()
{
    QFETCH(int, count);
    Curve line{"", CurveRole::NetworkA, {}, false};
    for (int i = 0; i < count; ++i)
        line.points.push_back({0.9 - 0.8 * i / (count - 1), {}, ""});
    Curve first{"", CurveRole::NetworkB, {line.points.front()}, true};
    Curve last{"", CurveRole::Matching, {line.points.back()}, true};
    last.points.front().place = count;
    CurveContent content;
    content.curves = {line, first, last};
    CurvePlot plot;
    plot.setContent(content);
    constexpr double kRatio = 3;
    const QImage image = test::painted(plot, {500, 300}, kRatio);
    const auto boxOf = [&](Colour colour) { return QRectF(test::boxOf(image, test::rgb(colour))); };
    const QRectF drawn = boxOf(lightTheme().networkA);
    const QRectF ends(boxOf(lightTheme().networkB).center(), boxOf(lightTheme().matching).center());
    // The line's ends are under the markers and their rims.
    constexpr double kReach = 5 * kRatio;
    for (const double gap : {drawn.left() - ends.left(), drawn.top() - ends.top(),
                             ends.right() - drawn.right(), ends.bottom() - drawn.bottom()})
        QVERIFY2(gap > 0 && gap < kReach, qPrintable(QString::number(gap)));
}

QTEST_MAIN(TestCurveLine)
#include "tst_curve_line.moc"
