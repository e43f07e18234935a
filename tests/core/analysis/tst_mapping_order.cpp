#include "core/analysis/mapping_order.h"

#include "tests/support/random_activations.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace counterpart;
using namespace counterpart::core;

namespace {

Order order(std::initializer_list<int> units)
{
    Order result;
    for (const int unit : units)
        result.push_back(UnitIndex{unit});
    return result;
}

SparseWeights sparse(const Matrix& weights)
{
    return weights.sparseView();
}

/// Uniform weights of which about the share `density` is kept.
SparseWeights someWeights(Index predictors, Index targets, unsigned seed, double density)
{
    Matrix weights = test::uniformMatrix(predictors, targets, seed);
    const Matrix kept = test::uniformMatrix(predictors, targets, seed + 1, 0, 1);
    return sparse((kept.array() < density).select(weights, 0));
}

/// Every two lines compared.
std::int64_t crossingsOfAllPairs(const SparseWeights& weights, const MappingOrder& order)
{
    const auto place = [](const Order& units, Index unit) {
        return std::ranges::find(units, UnitIndex{static_cast<int>(unit)}) - units.begin();
    };
    std::vector<std::pair<std::ptrdiff_t, std::ptrdiff_t>> lines;
    for (int target = 0; target < weights.cols(); ++target) {
        for (SparseWeights::InnerIterator entry(weights, target); entry; ++entry)
            lines.emplace_back(place(order.predictors, entry.row()), place(order.targets, target));
    }
    std::int64_t crossings = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            crossings +=
                (lines[i].first - lines[j].first) * (lines[i].second - lines[j].second) < 0;
    }
    return crossings;
}

bool isPermutation(const Order& units, Index count)
{
    Order sorted = units;
    std::ranges::sort(sorted);
    return sorted == originalOrder(count);
}

} // namespace

class MappingOrderTest : public QObject
{
    Q_OBJECT

private slots:
    void predictorsStandBesideTheirTargets();
    void unequalLayers();
    void theSumOnTheDiagonalIsTheLargest();
    void crossingsAreCounted();
    void plantedPermutationHasNoCrossings();
    void crossingsFall();
    void idleUnitsComeLast();
};

void MappingOrderTest::predictorsStandBesideTheirTargets()
{
    Matrix weights = Matrix::Zero(4, 4);
    weights(2, 0) = 0.9;
    weights(0, 1) = -0.8;
    weights(2, 1) = 0.7;
    weights(3, 3) = 0.1;
    const MappingOrder found = orderBesidePredictors(sparse(weights), {});
    QCOMPARE(found.targets, order({0, 1, 2, 3}));
    QCOMPARE(found.predictors, order({2, 0, 1, 3}));
}

void MappingOrderTest::unequalLayers()
{
    Matrix weights = Matrix::Zero(5, 2);
    weights(4, 0) = 1;
    weights(1, 1) = 1;
    QCOMPARE(orderBesidePredictors(sparse(weights), {}).predictors, order({4, 1, 0, 2, 3}));
    const MappingOrder few = orderBesidePredictors(sparse(weights.transpose()), {});
    QCOMPARE(few.predictors, order({1, 0}));
    QCOMPARE(few.targets, order({0, 1, 2, 3, 4}));
}

/// Over all permutations of six predictors.
void MappingOrderTest::theSumOnTheDiagonalIsTheLargest()
{
    const SparseWeights weights = someWeights(6, 6, 3, 0.7);
    const Matrix strength = Matrix(weights).cwiseAbs();
    const auto sumOf = [&](const auto& places) {
        double sum = 0;
        for (std::size_t j = 0; j < 6; ++j)
            sum += strength(places[j], static_cast<Index>(j));
        return sum;
    };
    std::array<int, 6> places{};
    std::iota(places.begin(), places.end(), 0);
    double best = 0;
    do
        best = std::max(best, sumOf(places));
    while (std::ranges::next_permutation(places).found);
    std::vector<int> found;
    for (const UnitIndex unit : orderBesidePredictors(weights, {}).predictors)
        found.push_back(unit.value);
    QVERIFY(std::abs(sumOf(found) - best) < 1e-12);
}

void MappingOrderTest::crossingsAreCounted()
{
    for (unsigned seed = 0; seed < 10; ++seed) {
        const SparseWeights weights = someWeights(12, 9, 10 * seed, 0.3);
        MappingOrder shuffled{originalOrder(12), originalOrder(9)};
        std::mt19937 random(seed);
        std::ranges::shuffle(shuffled.predictors, random);
        std::ranges::shuffle(shuffled.targets, random);
        QCOMPARE(countCrossings(weights, shuffled), crossingsOfAllPairs(weights, shuffled));
    }
}

void MappingOrderTest::plantedPermutationHasNoCrossings()
{
    std::vector<int> partner(40);
    std::iota(partner.begin(), partner.end(), 0);
    std::ranges::shuffle(partner, std::mt19937(4));
    Matrix weights = Matrix::Zero(40, 40);
    for (int target = 0; target < 40; ++target)
        weights(partner[static_cast<std::size_t>(target)], target) = 1;
    const MappingOrder found = orderForFewCrossings(sparse(weights), {});
    QVERIFY(isPermutation(found.predictors, 40) && isPermutation(found.targets, 40));
    QCOMPARE(crossingsOfAllPairs(sparse(weights), found), std::int64_t{0});
}

void MappingOrderTest::crossingsFall()
{
    for (unsigned seed = 0; seed < 10; ++seed) {
        const SparseWeights weights = someWeights(40, 35, 100 + seed, 0.06);
        const MappingOrder beside = orderBesidePredictors(weights, {});
        const MappingOrder few = orderForFewCrossings(weights, {});
        QVERIFY(isPermutation(few.predictors, 40) && isPermutation(few.targets, 35));
        QVERIFY(crossingsOfAllPairs(weights, few) < crossingsOfAllPairs(weights, beside));
    }
}

void MappingOrderTest::idleUnitsComeLast()
{
    Matrix weights = Matrix::Zero(4, 3);
    weights(1, 2) = 1;
    weights(3, 0) = 1;
    const MappingOrder found = orderForFewCrossings(sparse(weights), {});
    QCOMPARE(found.targets.back(), UnitIndex{1});
    QVERIFY(found.predictors[2].value % 2 == 0 && found.predictors[3].value % 2 == 0);
}

QTEST_APPLESS_MAIN(MappingOrderTest)
#include "tst_mapping_order.moc"
