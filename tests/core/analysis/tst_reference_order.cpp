#include "core/analysis/reference_order.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace counterpart::core;

namespace {

Counterparts counterparts(const std::vector<int>& units)
{
    Counterparts made;
    for (const int unit : units)
        made.push_back(UnitIndex{unit});
    return made;
}

std::vector<int> numbers(const Order& order)
{
    std::vector<int> made;
    for (const UnitIndex unit : order)
        made.push_back(unit.value);
    return made;
}

using Numbers = std::vector<int>;

} // namespace

class ReferenceOrderTest : public QObject
{
    Q_OBJECT

private slots:
    /// Unit j of a layer is unit p[j] of the reference: its order undoes p, whatever the other is.
    void permutationsAreUndone()
    {
        constexpr int kUnits = 40;
        std::mt19937 random(5);
        SidePair<Numbers> permutations;
        for (Numbers* one : {&permutations.a, &permutations.b}) {
            for (int unit = 0; unit < kUnits; ++unit)
                one->push_back(unit);
            std::ranges::shuffle(*one, random);
        }
        const auto orders =
            orderByReference({counterparts(permutations.a), counterparts(permutations.b)});
        for (int place = 0; place < kUnits; ++place) {
            const auto at = static_cast<std::size_t>(place);
            QCOMPARE(permutations.a[static_cast<std::size_t>(orders.a[at].value)], place);
            QCOMPARE(permutations.b[static_cast<std::size_t>(orders.b[at].value)], place);
        }
    }

    void unitsOfTheSameCounterpartShareAPlace()
    {
        // Of the reference's units 0 to 4, A has 4, 1, 0 (and one of none), B has 2, 0, 4.
        const auto orders =
            orderByReference({counterparts({4, -1, 1, 0}), counterparts({2, 0, 4, -1, -1})});
        QCOMPARE(numbers(orders.a), (Numbers{3, 0, 2, 1}));    // 0, 4 | 1 | none
        QCOMPARE(numbers(orders.b), (Numbers{1, 2, 0, 3, 4})); // 0, 4 | 2 | none
    }

    void layerWithoutCounterpartsStaysAsNumbered()
    {
        const auto orders = orderByReference({ownCounterparts(3), counterparts({-1, -1})});
        QCOMPARE(numbers(orders.a), (Numbers{0, 1, 2}));
        QCOMPARE(numbers(orders.b), (Numbers{0, 1}));
        const auto empty = orderByReference({{}, {}});
        QVERIFY(empty.a.empty() && empty.b.empty());
    }

    void counterpartsAreThePartnersInA()
    {
        Matching matching;
        matching.units.a.resize(3);
        matching.units.b.resize(4);
        matching.units.b[0].partner = UnitIndex{2};
        matching.units.b[3].partner = UnitIndex{0};
        QCOMPARE(numbers(counterpartsInA(matching)), (Numbers{2, -1, -1, 0}));
    }
};

QTEST_APPLESS_MAIN(ReferenceOrderTest)
#include "tst_reference_order.moc"
