#include "plots/curve_line.h"

#include <QTest>

#include <cmath>
#include <map>
#include <random>

using namespace counterpart::plots;

class TestCurveLine : public QObject
{
    Q_OBJECT

private slots:
    void reachIsThatOfTheLine_data();
    void reachIsThatOfTheLine();
    void neighboursTouch();
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

QTEST_APPLESS_MAIN(TestCurveLine)
#include "tst_curve_line.moc"
