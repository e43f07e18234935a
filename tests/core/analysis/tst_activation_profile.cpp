#include "core/analysis/activation_profile.h"

#include <QTest>

using namespace counterpart::core;

class ActivationProfileTest : public QObject
{
    Q_OBJECT

private slots:
    void findsDeadUnits();
};

void ActivationProfileTest::findsDeadUnits()
{
    LayerProfile profile;
    QVERIFY(!profile.isDead(UnitIndex{0}));
    profile.dead = {UnitIndex{2}, UnitIndex{5}, UnitIndex{9}};
    for (int unit = 0; unit < 12; ++unit)
        QCOMPARE(profile.isDead(UnitIndex{unit}), unit == 2 || unit == 5 || unit == 9);
}

QTEST_APPLESS_MAIN(ActivationProfileTest)
#include "tst_activation_profile.moc"
