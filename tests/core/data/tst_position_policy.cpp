#include "core/data/position_policy.h"

#include <QtTest>

using namespace counterpart::core;

class TestPositionPolicy : public QObject
{
    Q_OBJECT

private slots:
    void names();
    void equality();
};

void TestPositionPolicy::names()
{
    using enum Positions;
    const std::pair<Positions, const char*> expected[]{{All, "all"},         {Mean, "mean"},
                                                       {Max, "max"},         {Centre, "centre"},
                                                       {Flatten, "flatten"}, {Resize, "resize"}};
    for (const auto& [positions, name] : expected) {
        QCOMPARE(QString(toString(positions)), QString(name));
        QCOMPARE(positionsFromString(name), std::optional(positions));
    }
    for (const char* const name : {"", "All", "center", "maximum"})
        QVERIFY(!positionsFromString(name));
}

/// Two analyses may share a result only under the same choice.
void TestPositionPolicy::equality()
{
    const PositionPolicy all;
    QCOMPARE(all.positions, Positions::All);
    QCOMPARE(all.maxSamples, 0);
    QVERIFY(all == PositionPolicy{});
    QVERIFY(!(all == PositionPolicy{Positions::Mean}));
    QVERIFY(!(all == PositionPolicy{Positions::All, 100}));
    QVERIFY(!(all == PositionPolicy{Positions::All, 0, 1}));
}

QTEST_APPLESS_MAIN(TestPositionPolicy)
#include "tst_position_policy.moc"
