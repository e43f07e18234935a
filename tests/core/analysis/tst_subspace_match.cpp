/// Subspace match against the worked example of methods.md 2.5 (the published script's own test),
/// against every subset tried by least squares, and against planted subspaces.
#include "core/analysis/subspace_match.h"

#include "core/base/error.h"
#include "tests/support/cca_values.h"
#include "tests/support/linear_algebra.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <numeric>
#include <random>

using namespace counterpart;
using namespace counterpart::core;

namespace {

Matrix normalMatrix(Index samples, Index units, unsigned seed)
{
    return test::normalActivations(samples, units, seed).cast<double>();
}

UnitProducts productsOf(const Matrix& x, const Matrix& y)
{
    return unitProducts(test::momentsOf({x, y}), false);
}

UnitSet everyUnit(const UnitProducts& products)
{
    UnitSet units(static_cast<std::size_t>(products.total()));
    std::iota(units.begin(), units.end(), Index{0});
    return units;
}

/// The example of the published script: units as rows of six samples.
UnitProducts example()
{
    Matrix x(4, 6);
    x << 1, .5, 0, 0, 0, 0, //
        0, 1, 0, 0, 0, 0,   //
        0, 0, 0, 1, 0, 0,   //
        0, 0, 0, 0, 1, 0;
    Matrix y(5, 6);
    y << 0, 0, 1, 0, 0, 0, //
        1, 0, 0, 0, 0, 0,  //
        .5, 1, 0, 0, 0, 0, //
        0, 0, 0, 1, 0, 0,  //
        0, 0, 0, 0, 1, 0;
    return productsOf(x.transpose(), y.transpose());
}

/// Units of A by their number, those of B from 100 on.
std::vector<int> named(const UnitProducts& products, const UnitSet& units)
{
    std::vector<int> names;
    for (const Index unit : units)
        names.push_back(int(unit < products.units.a ? unit : 100 + unit - products.units.a));
    return names;
}

std::vector<int> minimalOf(const UnitProducts& products, Side side, int unit, double epsilon)
{
    const UnitSet all = everyUnit(products);
    const UnitSet maximum = maximumMatch(products, all, epsilon, {});
    return named(products, minimalMatch(products, maximum, products.index(side, UnitIndex{unit}),
                                        all, epsilon, {}));
}

using Names = std::vector<int>;

/// |x - projection| / |x| by least squares on the activations themselves.
double leastSquaresResidual(const Matrix& x, const Matrix& basis)
{
    if (basis.cols() == 0)
        return 1;
    return (x - test::explainedBy(basis, x)).norm() / x.norm();
}

Matrix columns(const Matrix& matrix, unsigned mask)
{
    Matrix result(matrix.rows(), 0);
    for (Index unit = 0; unit < matrix.cols(); ++unit) {
        if ((mask >> unit) & 1) {
            result.conservativeResize(Eigen::NoChange, result.cols() + 1);
            result.rightCols(1) = matrix.col(unit);
        }
    }
    return result;
}

bool isMatch(const Matrix& x, const Matrix& y, double epsilon)
{
    if (x.cols() == 0 || y.cols() == 0)
        return false;
    for (Index unit = 0; unit < x.cols(); ++unit) {
        if (leastSquaresResidual(x.col(unit), y) > epsilon)
            return false;
    }
    for (Index unit = 0; unit < y.cols(); ++unit) {
        if (leastSquaresResidual(y.col(unit), x) > epsilon)
            return false;
    }
    return true;
}

UnitSet unitsOf(unsigned x, unsigned y, Index unitsOfX)
{
    UnitSet units;
    for (Index unit = 0; unit < 16; ++unit) {
        if ((x >> unit) & 1)
            units.push_back(unit);
    }
    for (Index unit = 0; unit < 16; ++unit) {
        if ((y >> unit) & 1)
            units.push_back(unitsOfX + unit);
    }
    return units;
}

/// Layers whose first units share noisy directions.
SidePair<Matrix> noisyLayers(Index units, double noise, unsigned seed)
{
    const Matrix shared = normalMatrix(200, units, seed);
    const Matrix mixing = normalMatrix(units, units, seed + 1);
    return {shared, shared * mixing + noise * normalMatrix(200, units, seed + 2)};
}

} // namespace

class SubspaceMatchTest : public QObject
{
    Q_OBJECT

private slots:
    void workedExample();
    void testsGivenSets();
    void findsTheUnionOfAllMatches_data();
    void findsTheUnionOfAllMatches();
    void minimalMatchesAreMinimal();
    void simpleMatchesMakeTheMaximum();
    void doesNotDependOnTheOrder();
    void growsWithEpsilon();
    void findsPlantedSubspace();
    void repeatedUnitsAddNoDimension();
    void countsZeroUnitsByPolicy();
    void epsilonsAtWhichLayersMatch();
    void independentLayersDoNotMatch();
    void stops();
};

void SubspaceMatchTest::workedExample()
{
    const UnitProducts products = example();
    const UnitSet all = everyUnit(products);
    QCOMPARE(named(products, maximumMatch(products, all, .1, {})),
             (Names{0, 1, 2, 3, 101, 102, 103, 104}));
    const auto matches = subspaceMatches(products, {.1}, ZeroUnits::Exclude, {});
    QCOMPARE(matches[0].similarity.value(), 8.0 / 9);
    QCOMPARE(matches[0].sizes.a, Index{4});
    QCOMPARE(matches[0].sizes.b, Index{4});

    QCOMPARE(minimalOf(products, Side::A, 0, .1), (Names{0, 1, 101, 102}));
    QCOMPARE(minimalOf(products, Side::A, 1, .1), (Names{0, 1, 101, 102}));
    QCOMPARE(minimalOf(products, Side::A, 2, .1), (Names{2, 103}));
    QCOMPARE(minimalOf(products, Side::A, 3, .1), (Names{3, 104}));
    QCOMPARE(minimalOf(products, Side::B, 0, .1), Names{});
    QCOMPARE(minimalOf(products, Side::A, 0, .45), (Names{0, 101}));
    QCOMPARE(minimalOf(products, Side::A, 1, .45), (Names{1, 102}));
    QCOMPARE(minimalOf(products, Side::A, 0, .61), (Names{0, 102}));
}

void SubspaceMatchTest::testsGivenSets()
{
    const UnitProducts diagonal = productsOf(Matrix{{1}, {1}}, Matrix{{1}, {0}});
    const MatchTest test = testMatch(diagonal, {0, 1}, .5);
    QVERIFY(!test.isMatch);
    QVERIFY(std::abs(test.residual.a - std::sqrt(.5)) < 1e-9);
    QCOMPARE(test.worst.a, Index{0});
    QCOMPARE(test.worst.b, Index{1});
    QVERIFY(testMatch(diagonal, {0, 1}, .7072).isMatch);
    QVERIFY(!testMatch(diagonal, {0}, .9).isMatch);

    const UnitProducts products = example();
    const MatchTest apart = testMatch(products, {0, 4}, .1); // x0 and y0
    QVERIFY(std::abs(std::max(apart.residual.a, apart.residual.b) - 1) < 1e-9);
}

void SubspaceMatchTest::findsTheUnionOfAllMatches_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<double>("epsilon");
    for (int seed = 0; seed < 6; ++seed) {
        for (const double epsilon : {.05, .2, .4, .7})
            QTest::addRow("seed %d, %.2f", seed, epsilon) << seed << epsilon;
    }
}

void SubspaceMatchTest::findsTheUnionOfAllMatches()
{
    QFETCH(const int, seed);
    QFETCH(const double, epsilon);
    const auto [x, y] = noisyLayers(4, .6, static_cast<unsigned>(10 * seed));
    unsigned unionX = 0;
    unsigned unionY = 0;
    for (unsigned a = 1; a < 16; ++a) {
        for (unsigned b = 1; b < 16; ++b) {
            if (isMatch(columns(x, a), columns(y, b), epsilon)) {
                unionX |= a;
                unionY |= b;
            }
        }
    }
    const UnitProducts products = productsOf(x, y);
    QCOMPARE(maximumMatch(products, everyUnit(products), epsilon, {}), unitsOf(unionX, unionY, 4));
}

void SubspaceMatchTest::minimalMatchesAreMinimal()
{
    int checked = 0;
    for (unsigned seed = 0; seed < 12; ++seed) {
        const auto [x, y] = noisyLayers(4, .3, 7 * seed);
        const UnitProducts products = productsOf(x, y);
        const UnitSet all = everyUnit(products);
        const UnitSet maximum = maximumMatch(products, all, .5, {});
        for (const Index unit : maximum) {
            const UnitSet minimal = minimalMatch(products, maximum, unit, all, .5, {});
            unsigned inX = 0;
            unsigned inY = 0;
            for (const Index member : minimal)
                (member < 4 ? inX : inY) |= 1u << (member % 4);
            QVERIFY(isMatch(columns(x, inX), columns(y, inY), .5));
            QVERIFY(std::ranges::binary_search(minimal, unit));
            for (unsigned a = 1; a < 16; ++a) {
                for (unsigned b = 1; b < 16; ++b) {
                    const bool isPart = (a & inX) == a && (b & inY) == b && (a != inX || b != inY);
                    const bool holds = ((unit < 4 ? a : b) >> (unit % 4)) & 1;
                    if (isPart && holds)
                        QVERIFY(!isMatch(columns(x, a), columns(y, b), .5));
                }
            }
            ++checked;
        }
    }
    QVERIFY(checked > 20);
}

void SubspaceMatchTest::simpleMatchesMakeTheMaximum()
{
    const UnitProducts products = example();
    const UnitSet maximum = maximumMatch(products, everyUnit(products), .1, {});
    const SimpleMatches simple = simpleMatches(products, maximum, .1, 5, 1, {});
    std::vector<Names> names;
    for (const UnitSet& match : simple.matches)
        names.push_back(named(products, match));
    QCOMPARE(names, (std::vector<Names>{{2, 103}, {3, 104}, {0, 1, 101, 102}}));
    UnitSet all;
    for (const UnitSet& match : simple.matches)
        all.insert(all.end(), match.begin(), match.end());
    std::ranges::sort(all);
    QCOMPARE(all, maximum);
    for (const auto& [unit, count] : simple.found)
        QCOMPARE(count, 1);

    // Within .61 a unit has more than one.
    const UnitSet wide = maximumMatch(products, everyUnit(products), .61, {});
    const SimpleMatches several = simpleMatches(products, wide, .61, 20, 1, {});
    QCOMPARE(several.found[0].first, Index{0});
    QCOMPARE(several.found[0].second, 2);
    QVERIFY(several.matches == simpleMatches(products, wide, .61, 20, 1, {}).matches);
}

void SubspaceMatchTest::doesNotDependOnTheOrder()
{
    const auto [x, y] = noisyLayers(30, .5, 3);
    const UnitProducts products = productsOf(x, y);
    const double epsilon = smallestEpsilon(products, 10, {}).value();
    const UnitSet expected = maximumMatch(products, everyUnit(products), epsilon, {});
    QVERIFY(expected.size() >= 20);
    QVERIFY(expected.size() < 60);
    std::vector<int> order(30);
    std::iota(order.begin(), order.end(), 0);
    std::mt19937 random(5);
    std::ranges::shuffle(order, random);
    const UnitProducts shuffled = productsOf(x(Eigen::all, order), y(Eigen::all, order));
    UnitSet found;
    for (const Index unit : maximumMatch(shuffled, everyUnit(shuffled), epsilon, {}))
        found.push_back(order[static_cast<std::size_t>(unit % 30)] + unit / 30 * 30);
    std::ranges::sort(found);
    QCOMPARE(found, expected);
}

void SubspaceMatchTest::growsWithEpsilon()
{
    const auto [x, y] = noisyLayers(40, .7, 9);
    const UnitProducts products = productsOf(x, y);
    const std::vector<double> epsilons{.6, .1, .3, .2, .5, .4};
    const auto matches = subspaceMatches(products, epsilons, ZeroUnits::Exclude, {});
    for (std::size_t i = 0; i < epsilons.size(); ++i) {
        QCOMPARE(matches[i].epsilon, epsilons[i]);
        // Started from the whole layers, not from the match at a larger epsilon.
        QCOMPARE(matches[i].maximum, maximumMatch(products, everyUnit(products), epsilons[i], {}));
        for (std::size_t j = 0; j < epsilons.size(); ++j) {
            if (epsilons[j] > epsilons[i])
                QVERIFY(std::ranges::includes(matches[j].maximum, matches[i].maximum));
        }
    }
}

void SubspaceMatchTest::findsPlantedSubspace()
{
    // Ten units of each side span the same ten directions up to noise; fifteen others do not.
    const Matrix shared = normalMatrix(2000, 10, 1);
    const auto layer = [&](unsigned seed) {
        Matrix values = normalMatrix(2000, 25, seed);
        values.leftCols(10) =
            shared * normalMatrix(10, 10, seed + 1) + .01 * normalMatrix(2000, 10, seed + 2);
        return values;
    };
    const UnitProducts products = productsOf(layer(10), layer(20));
    const UnitSet expected = unitsOf(0x3ff, 0x3ff, 25);
    QCOMPARE(maximumMatch(products, everyUnit(products), .1, {}), expected);
    QVERIFY(maximumMatch(products, everyUnit(products), .0005, {}).empty());

    const Matrix x = layer(30);
    const UnitProducts equal = productsOf(x, x * normalMatrix(25, 25, 40));
    QCOMPARE(maximumMatch(equal, everyUnit(equal), 1e-4, {}), everyUnit(equal));
}

void SubspaceMatchTest::repeatedUnitsAddNoDimension()
{
    Matrix x = normalMatrix(300, 8, 2);
    x.col(5) = 2 * x.col(1);
    x.col(6) = x.col(0) + x.col(2);
    Matrix y = x.leftCols(5) * normalMatrix(5, 5, 3);
    y.conservativeResize(Eigen::NoChange, 6);
    y.col(5) = normalMatrix(300, 1, 4);
    const UnitProducts products = productsOf(x, y);
    // x7 and y5 are of their own; the others span the same five directions.
    QCOMPARE(named(products, maximumMatch(products, everyUnit(products), .01, {})),
             (Names{0, 1, 2, 3, 4, 5, 6, 100, 101, 102, 103, 104}));
}

void SubspaceMatchTest::countsZeroUnitsByPolicy()
{
    Matrix x = normalMatrix(100, 4, 1);
    Matrix y = x;
    x.col(3).setZero();
    const UnitProducts products = productsOf(x, y);
    QCOMPARE(products.zero, UnitSet{3});
    const auto similarity = [&](ZeroUnits zeros) {
        return subspaceMatches(products, {.1}, zeros, {})[0].similarity.value();
    };
    QCOMPARE(similarity(ZeroUnits::Exclude), 6.0 / 7);
    QCOMPARE(similarity(ZeroUnits::Code), 6.0 / 8);
    QCOMPARE(similarity(ZeroUnits::Literal), 7.0 / 8);
    const UnitProducts dead = productsOf(Matrix::Zero(10, 2), Matrix::Zero(10, 3));
    QVERIFY(!subspaceMatches(dead, {.1}, ZeroUnits::Exclude, {})[0].similarity);
    QCOMPARE(subspaceMatches(dead, {.1}, ZeroUnits::Code, {})[0].similarity.value(), 0.0);
}

void SubspaceMatchTest::epsilonsAtWhichLayersMatch()
{
    const auto [x, y] = noisyLayers(12, .5, 21);
    const UnitProducts products = productsOf(x, y);
    double largest = 0;
    for (Index unit = 0; unit < 12; ++unit)
        largest = std::max(
            {largest, leastSquaresResidual(x.col(unit), y), leastSquaresResidual(y.col(unit), x)});
    QVERIFY(std::abs(largestEpsilon(products).value() - largest) < 1e-9);
    QVERIFY(std::abs(smallestEpsilon(products, 12, {}).value() - largest) < 1.01e-4);

    const double five = smallestEpsilon(products, 5, {}).value();
    const auto smaller = [&](double epsilon) {
        const SubspaceMatch match =
            subspaceMatches(products, {epsilon}, ZeroUnits::Exclude, {}).front();
        return std::min(match.sizes.a, match.sizes.b);
    };
    QVERIFY(smaller(five) >= 5);
    QVERIFY(smaller(five - 2e-4) < 5);
    QVERIFY(!smallestEpsilon(products, 13, {}));
}

void SubspaceMatchTest::independentLayersDoNotMatch()
{
    // A unit's residual on q independent ones is about sqrt(1 - q / d).
    const UnitProducts products = productsOf(normalMatrix(2000, 40, 1), normalMatrix(2000, 60, 2));
    const double expected = std::sqrt(1 - 60.0 / 2000);
    const auto matches = subspaceMatches(products, {expected - .02, .9995}, ZeroUnits::Exclude, {});
    QCOMPARE(matches[0].similarity.value(), 0.0);
    QCOMPARE(matches[1].similarity.value(), 1.0);
}

void SubspaceMatchTest::stops()
{
    std::stop_source stop;
    stop.request_stop();
    const UnitProducts products = example();
    QVERIFY_THROWS_EXCEPTION(
        Cancelled, maximumMatch(products, everyUnit(products), .1, Progress(stop.get_token(), {})));
}

QTEST_GUILESS_MAIN(SubspaceMatchTest)
#include "tst_subspace_match.moc"
