#include "core/base/types.h"

#include "core/base/error.h"
#include "core/base/version.h"

#include <QtTest>

#include <unordered_set>

using namespace counterpart::core;

class TestTypes : public QObject
{
    Q_OBJECT

private slots:
    void indices();
    void unitRefsAsKeys();
    void sides();
    void errorKindsAreExitStates();
    void versionHasThreeNumbers();
};

void TestTypes::indices()
{
    QVERIFY(!UnitIndex{}.isValid());
    QVERIFY(UnitIndex{0}.isValid());
    QVERIFY(UnitIndex{3} < UnitIndex{4});
    static_assert(!std::is_convertible_v<UnitIndex, LayerIndex>);
    static_assert(!std::is_convertible_v<UnitIndex, InputIndex>);
}

void TestTypes::unitRefsAsKeys()
{
    std::unordered_set<UnitRef> seen;
    for (int net = 0; net < 3; ++net) {
        for (int layer = 0; layer < 20; ++layer) {
            for (int unit = 0; unit < 100; ++unit)
                seen.insert({NetId{net}, LayerIndex{layer}, UnitIndex{unit}});
        }
    }
    QCOMPARE(seen.size(), std::size_t{3 * 20 * 100});
    QVERIFY(seen.contains({NetId{2}, LayerIndex{19}, UnitIndex{99}}));
    QVERIFY(!seen.contains({NetId{2}, LayerIndex{19}, UnitIndex{100}}));
}

void TestTypes::sides()
{
    SidePair<int> pair{3, 4};
    QCOMPARE(pair[Side::A], 3);
    QCOMPARE(pair[other(Side::A)], 4);
    pair[Side::B] = 5;
    QCOMPARE(pair, (SidePair<int>{3, 5}));
}

void TestTypes::errorKindsAreExitStates()
{
    QCOMPARE(static_cast<int>(Error(ErrorKind::Runtime, "disk").kind()), 1);
    QCOMPARE(static_cast<int>(UsageError("option").kind()), 2);
    QCOMPARE(static_cast<int>(InputError("file").kind()), 3);
    QCOMPARE(InputError("file").what(), "file");
    static_assert(!std::is_base_of_v<std::exception, Cancelled>);
}

void TestTypes::versionHasThreeNumbers()
{
    QVERIFY2(QRegularExpression("^\\d+\\.\\d+\\.\\d+$").match(version()).hasMatch(), version());
}

QTEST_APPLESS_MAIN(TestTypes)
#include "tst_types.moc"
