#include "core/analysis/matching.h"

#include "tests/support/random_activations.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace counterpart;
using namespace counterpart::core;

namespace {

const SidePair<std::vector<UnitIndex>> kNoneDead;

Matrix matrix(std::initializer_list<std::initializer_list<double>> rows)
{
    Matrix result(static_cast<Index>(rows.size()), static_cast<Index>(rows.begin()->size()));
    Index i = 0;
    for (const auto& row : rows) {
        Index j = 0;
        for (const double value : row)
            result(i, j++) = value;
        ++i;
    }
    return result;
}

std::vector<int> numbers(const Partners& partners)
{
    std::vector<int> result;
    for (const UnitIndex unit : partners)
        result.push_back(unit.value);
    return result;
}

} // namespace

class MatchingTest : public QObject
{
    Q_OBJECT

private slots:
    void aSmallExampleByHand();
    void absoluteValues();
    void tiesGoToTheLowestIndex();
    void deadUnitsTakeNoPart();
    void nothingAliveOnOneSide();
    void oneUnitEach();
    void fewerUnitsOnOneSide_data();
    void fewerUnitsOnOneSide();
    void plantedPermutationIsRecovered();
    void semiIsNeverBelowTheMatching();
    void bothDirectionsAgree();
    void shareBelowCountsLiveUnits();
};

void MatchingTest::aSmallExampleByHand()
{
    const Matching matching =
        match(matrix({{0.9, 0.8, 0.1}, {0.7, 0.2, 0.3}, {0.95, -0.4, 0.0}}), kNoneDead, {}, {});
    QCOMPARE(numbers(matching.semi(Side::A)), (std::vector{0, 0, 0}));
    QCOMPARE(numbers(matching.semi(Side::B)), (std::vector{2, 0, 1}));
    QCOMPARE(numbers(matching.oneToOne(Side::A)), (std::vector{1, 2, 0})); // 0.8 + 0.3 + 0.95
    QCOMPARE(numbers(matching.oneToOne(Side::B)), (std::vector{2, 0, 1}));
    QCOMPARE(matching.total, 0.8 + 0.3 + 0.95);
    QCOMPARE(matching.matchingMean.value(), (0.8 + 0.3 + 0.95) / 3);
    QCOMPARE(matching.semiMean.value(), (0.9 + 0.7 + 0.95) / 3);
    QCOMPARE(matching.overlap.value(), 1.0 / 3);
    QCOMPARE(matching.units.a[0].gap, 0.9 - 0.8);
    QCOMPARE(matching.units.a[2].gap, 0.95);
    QCOMPARE(matching.units.b[2].gap, 0.3 - 0.1);
    using Pair = std::pair<UnitIndex, UnitIndex>;
    QCOMPARE(matching.mutualBest(), (std::vector{Pair{UnitIndex{2}, UnitIndex{0}}}));
    QVERIFY(matching.units.a[2].isMutualBest && matching.units.b[0].isMutualBest);
    QVERIFY(!matching.units.a[0].isMutualBest);
}

void MatchingTest::absoluteValues()
{
    MatchingOptions options;
    options.isSigned = false;
    const Matching matching = match(matrix({{0.1, -0.9}, {-0.5, 0.6}}), kNoneDead, options, {});
    QCOMPARE(numbers(matching.semi(Side::A)), (std::vector{1, 1}));
    QCOMPARE(numbers(matching.oneToOne(Side::A)), (std::vector{1, 0}));
    QCOMPARE(matching.units.a[0].semiValue, 0.9);
    QCOMPARE(matching.units.a[1].partnerValue, 0.5);
    QCOMPARE(matching.total, 1.4);
}

void MatchingTest::tiesGoToTheLowestIndex()
{
    const Matching matching =
        match(matrix({{0.2, 0.5, 0.5, 0.5}, {0.5, 0.5, 0.1, 0.5}}), kNoneDead, {}, {});
    QCOMPARE(numbers(matching.semi(Side::A)), (std::vector{1, 0}));
    QCOMPARE(numbers(matching.semi(Side::B)), (std::vector{1, 0, 0, 0}));
    QCOMPARE(matching.units.a[0].gap, 0.0);
}

void MatchingTest::deadUnitsTakeNoPart()
{
    Matrix similarity = matrix({{-0.3, 0, -0.2}, {0, 0, 0}, {-0.6, 0, -0.1}, {-0.7, 0, -0.9}});
    const SidePair<std::vector<UnitIndex>> dead{{UnitIndex{1}}, {UnitIndex{1}}};
    const Matching matching = match(similarity, dead, {}, {});
    QCOMPARE(numbers(matching.semi(Side::A)), (std::vector{2, -1, 2, 0}));
    QCOMPARE(numbers(matching.semi(Side::B)), (std::vector{0, -1, 2}));
    QCOMPARE(numbers(matching.oneToOne(Side::A)), (std::vector{0, -1, 2, -1})); // -0.3 - 0.1
    QCOMPARE(numbers(matching.oneToOne(Side::B)), (std::vector{0, -1, 2}));
    QCOMPARE(matching.total, -0.4);
    QCOMPARE(matching.matchingMean.value(), -0.2);
    QCOMPARE(matching.semiMean.value(), (-0.2 - 0.1 - 0.7) / 3);
    QCOMPARE(matching.overlap.value(), 1.0 / 3);
    QCOMPARE(matching.units.a[1].semiValue, 0.0);
}

void MatchingTest::nothingAliveOnOneSide()
{
    const SidePair<std::vector<UnitIndex>> dead{{}, {UnitIndex{0}, UnitIndex{1}}};
    const Matching matching = match(Matrix::Zero(3, 2), dead, {}, {});
    QCOMPARE(numbers(matching.semi(Side::A)), (std::vector{-1, -1, -1}));
    QVERIFY(!matching.semiMean && !matching.matchingMean && !matching.overlap);
    QVERIFY(!shareBelow(matching, 0.5));
    QCOMPARE(matching.total, 0.0);
    QVERIFY(matching.mutualBest().empty());
}

void MatchingTest::oneUnitEach()
{
    const Matching matching = match(matrix({{-0.25}}), kNoneDead, {}, {});
    QCOMPARE(matching.units.a[0].gap, -0.25);
    QVERIFY(matching.units.a[0].isMutualBest);
    QCOMPARE(matching.overlap.value(), 1.0);
}

void MatchingTest::fewerUnitsOnOneSide_data()
{
    QTest::addColumn<int>("unitsA");
    QTest::addColumn<int>("unitsB");
    QTest::newRow("fewer in A") << 20 << 33;
    QTest::newRow("fewer in B") << 33 << 20;
    QTest::newRow("one in A") << 1 << 5;
    QTest::newRow("one in B") << 5 << 1;
}

void MatchingTest::fewerUnitsOnOneSide()
{
    QFETCH(const int, unitsA);
    QFETCH(const int, unitsB);
    const Matrix similarity = test::uniformMatrix(unitsA, unitsB, 8);
    const Matching matching = match(similarity, kNoneDead, {}, {});
    std::vector<int> used;
    for (int i = 0; i < unitsA; ++i) {
        const UnitMatch& unit = matching.units.a[static_cast<std::size_t>(i)];
        if (!unit.partner.isValid())
            continue;
        used.push_back(unit.partner.value);
        QCOMPARE(unit.partnerValue, similarity(i, unit.partner.value));
        QCOMPARE(matching.units.b[static_cast<std::size_t>(unit.partner.value)].partner.value, i);
    }
    std::ranges::sort(used);
    QVERIFY(std::ranges::adjacent_find(used) == used.end());
    QCOMPARE(static_cast<int>(used.size()), std::min(unitsA, unitsB));
}

void MatchingTest::plantedPermutationIsRecovered()
{
    constexpr int kUnits = 200;
    std::vector<int> planted(kUnits);
    std::iota(planted.begin(), planted.end(), 0);
    std::ranges::shuffle(planted, std::mt19937(4));
    Matrix similarity = test::uniformMatrix(kUnits, kUnits, 5, -0.4, 0.4);
    for (int i = 0; i < kUnits; ++i)
        similarity(i, planted[static_cast<std::size_t>(i)]) = 0.5;
    const Matching matching = match(similarity, kNoneDead, {}, {});
    QCOMPARE(numbers(matching.oneToOne(Side::A)), planted);
    QCOMPARE(numbers(matching.semi(Side::A)), planted);
    QCOMPARE(matching.overlap.value(), 1.0);
    QCOMPARE(matching.mutualBest().size(), std::size_t{kUnits});
}

void MatchingTest::semiIsNeverBelowTheMatching()
{
    for (unsigned seed = 0; seed < 20; ++seed) {
        const Matching matching = match(test::uniformMatrix(30, 30, seed), kNoneDead, {}, {});
        for (const Side side : {Side::A, Side::B}) {
            double sum = 0;
            for (const UnitMatch& unit : matching.units[side]) {
                QVERIFY(unit.semiValue >= unit.partnerValue);
                QVERIFY(unit.gap >= 0);
                sum += unit.semiValue;
            }
            QVERIFY(sum >= matching.total);
        }
    }
}

void MatchingTest::bothDirectionsAgree()
{
    const Matrix similarity = test::uniformMatrix(40, 25, 77);
    const Matching forward = match(similarity, kNoneDead, {}, {});
    const Matching backward = match(similarity.transpose(), kNoneDead, {}, {});
    QVERIFY(std::abs(forward.total - backward.total) < 1e-12);
    QCOMPARE(numbers(forward.semi(Side::B)), numbers(backward.semi(Side::A)));
    QCOMPARE(numbers(forward.oneToOne(Side::A)), numbers(backward.oneToOne(Side::B)));
}

void MatchingTest::shareBelowCountsLiveUnits()
{
    const SidePair<std::vector<UnitIndex>> dead{{UnitIndex{3}}, {}};
    const Matching matching =
        match(matrix({{0.9, 0.1}, {0.5, 0.2}, {0.3, 0.4}, {0, 0}}), dead, {}, {});
    QCOMPARE(shareBelow(matching, 0.5).value(), 1.0 / 3);
    QCOMPARE(shareBelow(matching, 0.51).value(), 2.0 / 3);
    QCOMPARE(shareBelow(matching, -1).value(), 0.0);
    QCOMPARE(shareBelow(matching, 1).value(), 1.0);
}

QTEST_APPLESS_MAIN(MatchingTest)
#include "tst_matching.moc"
