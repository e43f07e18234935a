#include "plots/label_places.h"

#include <QTest>

#include <random>

using namespace counterpart::plots;

namespace {

bool touches(const Rect& a, const Rect& b)
{
    return std::max(a.x, b.x) < std::min(a.right(), b.right()) &&
           std::max(a.y, b.y) < std::min(a.bottom(), b.bottom());
}

} // namespace

class TestLabelPlaces : public QObject
{
    Q_OBJECT

private slots:
    void rightThenLeftThenNone();
    void nothingIsCovered();
};

void TestLabelPlaces::rightThenLeftThenNone()
{
    LabelPlaces places({0, 0, 100, 100}, 10);
    const Point at{50, 50};
    places.addMark(at, 4);
    const auto right = places.take(at, 4, 30);
    QVERIFY(right);
    QVERIFY(right->x > 54 && right->x < 60);
    QCOMPARE(right->y + right->height / 2, 50.0);
    const auto left = places.take(at, 4, 30);
    QVERIFY(left && left->right() < 46);
    QVERIFY(!places.take(at, 4, 30));
    QCOMPARE(places.take({50, 2}, 4, 10)->y, 0.0); // it would leave the area above
    QCOMPARE(places.take({50, 99}, 4, 10)->bottom(), 100.0);
    QVERIFY(places.take({98, 80}, 4, 30)->right() < 94); // and to the right
}

void TestLabelPlaces::nothingIsCovered()
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> within(0, 300);
    std::vector<Point> marks;
    for (int i = 0; i < 60; ++i)
        marks.push_back({within(random), within(random)});
    const Rect area{0, 0, 300, 300};
    LabelPlaces places(area, 12);
    for (const Point& mark : marks)
        places.addMark(mark, 3);
    std::vector<Rect> found;
    for (const Point& mark : marks) {
        if (const auto place = places.take(mark, 3, 40))
            found.push_back(*place);
    }
    QVERIFY(found.size() > 10);
    for (std::size_t i = 0; i < found.size(); ++i) {
        QVERIFY(found[i].x >= 0 && found[i].right() <= 300 && found[i].bottom() <= 300);
        for (const Point& mark : marks)
            QVERIFY(!touches(found[i], {mark.x - 3, mark.y - 3, 6, 6}));
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(!touches(found[i], found[j]));
    }
}

QTEST_APPLESS_MAIN(TestLabelPlaces)
#include "tst_label_places.moc"
