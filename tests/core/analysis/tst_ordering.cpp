#include "core/analysis/ordering.h"

#include "tests/support/random_activations.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace counterpart;
using namespace counterpart::core;

namespace {

/// A matching of those partners (-1: none) and best values; without values all are 0.
Matching matchingOf(const std::vector<int>& partners, std::size_t unitsB,
                    const std::vector<double>& best = {})
{
    Matching matching;
    matching.units.a.resize(partners.size());
    matching.units.b.resize(unitsB);
    for (std::size_t i = 0; i < partners.size(); ++i) {
        UnitMatch& unit = matching.units.a[i];
        unit.partner = UnitIndex{partners[i]};
        unit.semi = best.empty() || best[i] > -2 ? UnitIndex{0} : UnitIndex{};
        unit.semiValue = best.empty() ? 0 : best[i];
        if (partners[i] >= 0)
            matching.units.b[static_cast<std::size_t>(partners[i])].partner =
                UnitIndex{static_cast<int>(i)};
    }
    return matching;
}

std::vector<int> numbers(const Order& order)
{
    std::vector<int> result;
    for (const UnitIndex unit : order)
        result.push_back(unit.value);
    return result;
}

using Numbers = std::vector<int>;

} // namespace

class OrderingTest : public QObject
{
    Q_OBJECT

private slots:
    void originalIsAsNumbered();
    void matchPutsPartnersOnTheDiagonal();
    void matchPutsUnitsWithoutPartnerBehind();
    void bestValueFalls();
    void cyclesStandJustAboveTheDiagonal();
    void chainsStartAtTheirHead();
    void everyKindIsAPermutation_data();
    void everyKindIsAPermutation();
};

void OrderingTest::originalIsAsNumbered()
{
    const auto order = orderUnits(matchingOf({1, 0}, 3), OrderKind::Original);
    QCOMPARE(numbers(order.a), (Numbers{0, 1}));
    QCOMPARE(numbers(order.b), (Numbers{0, 1, 2}));
    QVERIFY(originalOrder(0).empty());
}

void OrderingTest::matchPutsPartnersOnTheDiagonal()
{
    const auto order = orderUnits(matchingOf({2, 0, 3, 1}, 4), OrderKind::Match);
    QCOMPARE(numbers(order.a), (Numbers{0, 1, 2, 3}));
    QCOMPARE(numbers(order.b), (Numbers{2, 0, 3, 1}));
}

void OrderingTest::matchPutsUnitsWithoutPartnerBehind()
{
    const auto order = orderUnits(matchingOf({4, -1, 1, -1}, 5), OrderKind::Match);
    QCOMPARE(numbers(order.a), (Numbers{0, 2, 1, 3}));
    QCOMPARE(numbers(order.b), (Numbers{4, 1, 0, 2, 3}));
}

void OrderingTest::bestValueFalls()
{
    // Unit 1 is dead; units 0 and 4 tie.
    const auto order = orderUnits(matchingOf({2, -1, 0, 1, 3}, 4, {0.5, -3, 0.9, -0.7, 0.5}),
                                  OrderKind::BestValue);
    QCOMPARE(numbers(order.a), (Numbers{2, 0, 4, 3, 1}));
    QCOMPARE(numbers(order.b), (Numbers{0, 2, 3, 1}));
}

void OrderingTest::cyclesStandJustAboveTheDiagonal()
{
    // (0 2 5) (1) (3 4)
    const Numbers partners{2, 1, 5, 4, 3, 0};
    const auto order = orderUnits(matchingOf(partners, 6), OrderKind::Cycle);
    QCOMPARE(numbers(order.a), (Numbers{0, 2, 5, 1, 3, 4}));
    QCOMPARE(numbers(order.b), numbers(order.a));
    for (const auto& [row, column] :
         {std::pair<std::size_t, std::size_t>{0, 1}, {1, 2}, {2, 0}, {3, 3}, {4, 5}, {5, 4}})
        QCOMPARE(order.b[column].value, partners[static_cast<std::size_t>(order.a[row].value)]);
}

void OrderingTest::chainsStartAtTheirHead()
{
    // 3 -> 0 -> 4 (in B alone), 1 -> 2 -> 1; 5 in B alone.
    const auto order = orderUnits(matchingOf({4, 2, 1, 0}, 6), OrderKind::Cycle);
    QCOMPARE(numbers(order.a), (Numbers{3, 0, 1, 2}));
    QCOMPARE(numbers(order.b), (Numbers{3, 0, 4, 1, 2, 5}));
}

void OrderingTest::everyKindIsAPermutation_data()
{
    QTest::addColumn<int>("unitsA");
    QTest::addColumn<int>("unitsB");
    QTest::newRow("square") << 50 << 50;
    QTest::newRow("wide") << 20 << 50;
    QTest::newRow("tall") << 50 << 20;
    QTest::newRow("nothing in B") << 3 << 0;
}

void OrderingTest::everyKindIsAPermutation()
{
    QFETCH(const int, unitsA);
    QFETCH(const int, unitsB);
    SidePair<std::vector<UnitIndex>> dead;
    if (unitsB > 0)
        dead = {{UnitIndex{0}, UnitIndex{7}}, {UnitIndex{3}}};
    const Matching matching = match(test::uniformMatrix(unitsA, unitsB, 3), dead, {}, {});
    for (const OrderKind kind :
         {OrderKind::Original, OrderKind::Match, OrderKind::Cycle, OrderKind::BestValue}) {
        const SidePair<Order> order = orderUnits(matching, kind);
        for (const Side side : {Side::A, Side::B}) {
            Numbers sorted = numbers(order[side]);
            std::ranges::sort(sorted);
            QCOMPARE(sorted, numbers(originalOrder(side == Side::A ? unitsA : unitsB)));
        }
        if (kind != OrderKind::Match && kind != OrderKind::BestValue)
            continue;
        for (std::size_t place = 0; place < order.a.size(); ++place) {
            const UnitIndex partner =
                matching.units.a[static_cast<std::size_t>(order.a[place].value)].partner;
            if (partner.isValid())
                QCOMPARE(order.b.at(place), partner);
        }
    }
}

QTEST_APPLESS_MAIN(OrderingTest)
#include "tst_ordering.moc"
