#include "core/data/unit_place.h"

#include <QTest>

using namespace counterpart::core;

class TestUnitPlace : public QObject
{
    Q_OBJECT

private slots:
    /// Flattened units are numbered like the values of one input in file order,
    /// [unit][row][column].
    void flattenedUnitsAreChannelsAndPositions()
    {
        Layer layer;
        layer.axes = AxisOrder::NCHW;
        layer.shape = {10, 4, 3, 5};
        QCOMPARE(unitCount(layer, Positions::Flatten), 60);
        int number = 0;
        for (int channel = 0; channel < 4; ++channel) {
            for (int row = 0; row < 3; ++row) {
                for (int column = 0; column < 5; ++column, ++number) {
                    const UnitPlace place = placeOf(layer, Positions::Flatten, {number});
                    QCOMPARE(place.channel.value, channel);
                    QCOMPARE(place.position->row, row);
                    QCOMPARE(place.position->column, column);
                }
            }
        }
    }

    void otherPoliciesKeepTheChannel()
    {
        Layer layer;
        layer.axes = AxisOrder::NCHW;
        layer.shape = {10, 4, 6, 6};
        QCOMPARE(unitCount(layer, Positions::Mean), 4);
        QVERIFY(!placeOf(layer, Positions::Mean, {2}).position);
        QVERIFY(!placeOf(layer, Positions::Max, {2}).position);
        QCOMPARE(placeOf(layer, Positions::Centre, {2}).position->row, 3);
        const UnitPlace all = placeOf(layer, Positions::All, {2}, {1, 5});
        QCOMPARE(all.channel.value, 2);
        QCOMPARE(all.position->column, 5);
    }
};

QTEST_APPLESS_MAIN(TestUnitPlace)
#include "tst_unit_place.moc"
