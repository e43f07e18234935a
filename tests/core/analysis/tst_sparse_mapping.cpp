#include "core/analysis/sparse_mapping.h"

#include "core/analysis/fold_dealer.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "tests/support/memory_source.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace counterpart;
using namespace counterpart::core;

namespace {

constexpr Index kPositions = 4;

LayerPairStatistics statistics(const ActivationBlock& a, const ActivationBlock& b,
                               std::vector<double> foldShares = {})
{
    test::MemorySource sourceA(a, kPositions, 2);
    test::MemorySource sourceB(b, kPositions, 2);
    PassOptions options;
    options.foldShares = std::move(foldShares);
    return computeStatistics(sourceA, sourceB, {"a", "b"}, options, {});
}

ActivationBlock layer(Index units, unsigned seed)
{
    return test::reluActivations(2000, units, 6, 1, seed);
}

/// Rows of the samples of whole inputs, fold 0 and fold 1 of a split by seed 0.
std::array<std::vector<Index>, 2> splitRows(Index samples, double share)
{
    FoldDealer dealer(samples / kPositions, kPositions, std::vector{share}, 0);
    std::vector<Index> all(static_cast<std::size_t>(samples));
    std::iota(all.begin(), all.end(), 0);
    const FoldRows rows = dealer.deal(all);
    const auto middle = rows.order.begin() + rows.bounds[1];
    return {std::vector(rows.order.begin(), middle), std::vector(middle, rows.order.end())};
}

/// 1/2 of the mean squared error of the targets in deviations of the training rows, about their
/// means: from the samples themselves.
double directLoss(const ActivationBlock& x, const ActivationBlock& y, const Matrix& weights,
                  const std::vector<Index>& training, const std::vector<Index>& judged)
{
    const auto standardised = [&](const ActivationBlock& values) {
        const Matrix fitted = values(training, Eigen::all).cast<double>();
        const Vector mean = fitted.colwise().mean();
        const Vector deviation =
            ((fitted.rowwise() - mean.transpose()).colwise().squaredNorm() / fitted.rows())
                .cwiseSqrt();
        Matrix result = values(judged, Eigen::all).cast<double>().rowwise() - mean.transpose();
        for (Index unit = 0; unit < result.cols(); ++unit)
            result.col(unit) /= deviation[unit];
        return result;
    };
    const Matrix error = standardised(y) - standardised(x) * weights;
    return error.squaredNorm() / static_cast<double>(2 * error.size());
}

} // namespace

class SparseMappingTest : public QObject
{
    Q_OBJECT

private slots:
    void theLossIsThatOfTheSamples_data();
    void theLossIsThatOfTheSamples();
    void theZeroModelLosesHalf();
    void leastSquaresLosesLeast();
    void swappingTheNetworksTurnsTheDirection();
    void deadUnitsStayOut();
    void unitsDeadInTrainingStayOut();
    void allTargetsDead();
    void tooFewInputsToHoldOut();
    void aStartChangesNothing();
    void threadsChangeNothing();
    void penaltiesFall();
    void publishedColumns();
    void tradeOffIsTheSparsestGoodFit();
    void bestFitMayBeTheLast();
    void nearestFit();
    void plantedPredictorsAreFound();
    void stops();
};

void SparseMappingTest::theLossIsThatOfTheSamples_data()
{
    QTest::addColumn<bool>("isFromA");
    QTest::addColumn<double>("heldOut");
    QTest::newRow("ab, all") << true << 0.0;
    QTest::newRow("ab, a fifth held out") << true << 0.2;
    QTest::newRow("ba, a fifth held out") << false << 0.2;
}

void SparseMappingTest::theLossIsThatOfTheSamples()
{
    QFETCH(const bool, isFromA);
    QFETCH(const double, heldOut);
    const ActivationBlock a = layer(14, 2);
    const ActivationBlock b = layer(11, 3);
    const std::vector<double> shares = heldOut > 0 ? std::vector{heldOut} : std::vector<double>{};
    const MappingData data = mappingData(statistics(a, b, shares));
    const Side from = isFromA ? Side::A : Side::B;
    const SparseMapping mapping =
        mapSparsely(data, {.from = from, .penalties = {0.3, 0.05, 0.001, 0}}, {});

    const auto [training, judged] = splitRows(a.rows(), heldOut);
    QCOMPARE(data.samples, static_cast<Index>(training.size()));
    QCOMPARE(mapping.path.size(), std::size_t{4});
    const ActivationBlock& x = isFromA ? a : b;
    const ActivationBlock& y = isFromA ? b : a;
    for (const MappingFit& fit : mapping.path) {
        const Matrix weights(fit.weights);
        QVERIFY(fit.kkt < 1e-6);
        QVERIFY(std::abs(fit.training->loss - directLoss(x, y, weights, training, training)) <
                1e-9);
        QVERIFY(std::abs(fit.training->meanR2 - (1 - 2 * fit.training->loss)) < 1e-12);
        QVERIFY(std::abs(fit.meanNonzeros * static_cast<double>(weights.cols()) -
                         static_cast<double>((weights.array() != 0).count())) < 1e-9);
        QCOMPARE(fit.heldOut.has_value(), heldOut > 0);
        if (fit.heldOut)
            QVERIFY(std::abs(fit.heldOut->loss - directLoss(x, y, weights, training, judged)) <
                    1e-9);
    }
}

void SparseMappingTest::theZeroModelLosesHalf()
{
    const MappingData data = mappingData(statistics(layer(9, 2), layer(8, 3), {0.2}));
    const SparseMapping mapping = mapSparsely(data, {.penalties = {data.largestPenalty()}}, {});
    const MappingFit& fit = mapping.path.front();
    QCOMPARE(fit.weights.nonZeros(), Index{0});
    QCOMPARE(fit.training->loss, 0.5);
    QCOMPARE(fit.training->meanR2, 0.0);
    QCOMPARE(fit.meanNonzeros, 0.0);
    QVERIFY(mapSparsely(data, {.penalties = {data.largestPenalty() * 0.9999}}, {})
                .path.front()
                .weights.nonZeros() > 0);
}

void SparseMappingTest::leastSquaresLosesLeast()
{
    const MappingData data = mappingData(statistics(layer(20, 2), layer(20, 3)));
    const SparseMapping mapping =
        mapSparsely(data, {.penalties = {0.5, 0.2, 0.1, 0.01, 1e-4, 0}}, {});
    for (std::size_t k = 1; k < mapping.path.size(); ++k)
        QVERIFY(mapping.path[k].training->loss <= mapping.path[k - 1].training->loss + 1e-9);
    QVERIFY(mapping.path.front().training->loss <= 0.5);
}

void SparseMappingTest::swappingTheNetworksTurnsTheDirection()
{
    const ActivationBlock a = layer(12, 2);
    const ActivationBlock b = layer(9, 3);
    const MappingOptions ba{.from = Side::B, .penalties = {0.1, 0}};
    const MappingOptions ab{.from = Side::A, .penalties = {0.1, 0}};
    const SparseMapping one = mapSparsely(mappingData(statistics(a, b)), ba, {});
    const SparseMapping two = mapSparsely(mappingData(statistics(b, a)), ab, {});
    for (std::size_t k = 0; k < 2; ++k) {
        const Matrix difference = Matrix(one.path[k].weights) - Matrix(two.path[k].weights);
        QCOMPARE(difference.rows(), Index{9});
        QCOMPARE(difference.cols(), Index{12});
        QVERIFY(difference.cwiseAbs().maxCoeff() < 1e-6);
    }
}

void SparseMappingTest::deadUnitsStayOut()
{
    ActivationBlock a = layer(10, 2);
    ActivationBlock b = layer(8, 3);
    a.col(3).setZero();
    b.col(0).setConstant(2.5f);
    b.col(7).setZero();
    const SparseMapping mapping =
        mapSparsely(mappingData(statistics(a, b)), {.penalties = {0.1, 0}}, {});
    const auto live = [](const ActivationBlock& values, std::vector<Index> units) {
        return ActivationBlock(values(Eigen::all, units));
    };
    const SparseMapping without = mapSparsely(
        mappingData(statistics(live(a, {0, 1, 2, 4, 5, 6, 7, 8, 9}), live(b, {1, 2, 3, 4, 5, 6}))),
        {.penalties = {0.1, 0}}, {});
    for (std::size_t k = 0; k < 2; ++k) {
        const Matrix weights(mapping.path[k].weights);
        QCOMPARE(weights.rows(), Index{10});
        QVERIFY(weights.row(3).isZero(0));
        QVERIFY(weights.col(0).isZero(0) && weights.col(7).isZero(0));
        QCOMPARE(mapping.path[k].training->r2[0], 0.0);
        QVERIFY(std::abs(mapping.path[k].training->loss - without.path[k].training->loss) < 1e-9);
        QCOMPARE(mapping.path[k].meanNonzeros, without.path[k].meanNonzeros);
    }
}

/// Live in the whole, constant where it counts.
void SparseMappingTest::unitsDeadInTrainingStayOut()
{
    ActivationBlock a = layer(6, 2);
    const auto [training, judged] = splitRows(a.rows(), 0.2);
    for (const Index row : training)
        a(row, 2) = 1;
    const LayerPairStatistics split = statistics(a, layer(5, 3), {0.2});
    QVERIFY(split.profile.a.dead.empty());
    const MappingData data = mappingData(split);
    QCOMPARE(data.training.dead.a, std::vector{UnitIndex{2}});
    const SparseMapping mapping = mapSparsely(data, {.penalties = {0}}, {});
    QVERIFY(Matrix(mapping.path.front().weights).row(2).isZero(0));
    QVERIFY(std::isfinite(mapping.path.front().heldOut->loss));
}

void SparseMappingTest::allTargetsDead()
{
    const MappingData data =
        mappingData(statistics(layer(6, 2), ActivationBlock::Zero(2000, 5), {0.2}));
    const SparseMapping mapping = mapSparsely(data, {.penalties = {0.1, 0}}, {});
    for (const MappingFit& fit : mapping.path) {
        QVERIFY(!fit.training && !fit.heldOut);
        QCOMPARE(fit.weights.cols(), Index{5});
    }
    QVERIFY(mapSparsely(data, {.from = Side::B, .penalties = {0.1, 0}}, {})
                .path.back()
                .training->loss == 0.5);
}

void SparseMappingTest::tooFewInputsToHoldOut()
{
    const ActivationBlock a = test::normalActivations(8, 3, 1); // two inputs
    const ActivationBlock b = test::normalActivations(8, 2, 2);
    const MappingData data = mappingData(statistics(a, b, {0.2}));
    QVERIFY(!data.heldOut);
    QVERIFY(!data.whyNoHeldOut.empty());
    QCOMPARE(data.samples, Index{8});
}

void SparseMappingTest::aStartChangesNothing()
{
    const MappingData data = mappingData(statistics(layer(25, 2), layer(20, 3), {0.2}));
    const SparseMapping path = mapSparsely(data, {.penalties = {0.2, 0.05, 0}}, {});
    const SparseMapping alone = mapSparsely(data, {.penalties = {0.06}}, {});
    for (const MappingFit& start : path.path) {
        const MappingFit fit = mapSparsely(data, Side::A, 0.06, start, {});
        QCOMPARE(fit.penalty, 0.06);
        QVERIFY((Matrix(fit.weights) - Matrix(alone.path[0].weights)).cwiseAbs().maxCoeff() < 1e-5);
        QVERIFY(std::abs(fit.heldOut->loss - alone.path[0].heldOut->loss) < 1e-7);
    }
}

void SparseMappingTest::threadsChangeNothing()
{
    const MappingData data = mappingData(statistics(layer(40, 2), layer(40, 3)));
    const MappingOptions options{.penalties = {0.1, 0.01}};
    setThreadCount(1);
    const Matrix first(mapSparsely(data, options, {}).path[1].weights);
    setThreadCount(4);
    const Matrix second(mapSparsely(data, options, {}).path[1].weights);
    setThreadCount(0);
    QCOMPARE(second, first);
}

void SparseMappingTest::penaltiesFall()
{
    const MappingData data = mappingData(statistics(layer(9, 2), layer(8, 3)));
    QCOMPARE(mappingPenalties(data, {.penalties = {0.1, 0.5, 0.1, 0}}),
             (std::vector{0.5, 0.1, 0.0}));
    const std::vector<double> path = mappingPenalties(data, {.count = 5, .ratio = 1e-4});
    QCOMPARE(path.size(), std::size_t{5});
    QCOMPARE(path.front(), data.training.between.cwiseAbs().maxCoeff());
    for (std::size_t k = 1; k < path.size(); ++k)
        QVERIFY(std::abs(path[k] / path[k - 1] - 0.1) < 1e-12);
}

void SparseMappingTest::publishedColumns()
{
    const MappingData data = mappingData(statistics(layer(9, 2), layer(9, 3)));
    const std::vector<double> expected{0.9, 0.09, 0.009, 0.0009, 0.00009, 0};
    const std::vector<double> found = mappingPenalties(data, {.lambdas = publishedLambdas()});
    QCOMPARE(found.size(), expected.size());
    for (std::size_t k = 0; k < found.size(); ++k)
        QVERIFY(std::abs(found[k] - expected[k]) < 1e-15);
}

void SparseMappingTest::nearestFit()
{
    SparseMapping mapping;
    QVERIFY(mapping.nearest(1) == nullptr);
    for (const double penalty : {1.0, 0.1, 0.01, 0.0}) {
        mapping.path.emplace_back();
        mapping.path.back().penalty = penalty;
    }
    QCOMPARE(mapping.nearest(0.5)->penalty, 1.0);
    QCOMPARE(mapping.nearest(0.3)->penalty, 0.1);
    QCOMPARE(mapping.nearest(0.005)->penalty, 0.01);
    QCOMPARE(mapping.nearest(0)->penalty, 0.0);
}

/// y_j = x_j - x_(j + 5), and noise: two predictors each.
void SparseMappingTest::plantedPredictorsAreFound()
{
    const ActivationBlock a = test::normalActivations(4000, 10, 5);
    ActivationBlock b = 0.1f * test::normalActivations(4000, 5, 6);
    for (Index j = 0; j < 5; ++j)
        b.col(j) += a.col(j) - a.col(j + 5);
    const SparseMapping mapping =
        mapSparsely(mappingData(statistics(a, b)), {.penalties = {0.2}}, {});
    const Matrix weights(mapping.path.front().weights);
    for (Index j = 0; j < 5; ++j) {
        for (Index i = 0; i < 10; ++i)
            QCOMPARE(weights(i, j) != 0, i % 5 == j);
        QVERIFY(weights(j, j) > 0 && weights(j + 5, j) < 0);
    }
    QCOMPARE(mapping.path.front().meanNonzeros, 2.0);
}

void SparseMappingTest::stops()
{
    const MappingData data = mappingData(statistics(layer(30, 2), layer(30, 3)));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(mapSparsely(data, {}, Progress(stop.get_token(), {})), Cancelled);
}

void SparseMappingTest::tradeOffIsTheSparsestGoodFit()
{
    SparseMapping mapping;
    for (const double r2 : {0.0, 0.3, 0.71, 0.75, 0.8}) {
        mapping.path.emplace_back();
        mapping.path.back().training = MappingError{(1 - r2) / 2, r2, {}};
    }
    QCOMPARE(&mapping.tradeOff(), &mapping.path[3]);
    QCOMPARE(&mapping.tradeOff(0.3), &mapping.path[1]);
    QCOMPARE(&mapping.tradeOff(1), &mapping.path[4]);
    for (std::size_t k = 0; k < 5; ++k) // what was held out tells, and gets worse again
        mapping.path[k].heldOut = MappingError{0.5, std::array{0.0, 0.29, 0.3, 0.2, -0.1}[k], {}};
    QCOMPARE(&mapping.tradeOff(), &mapping.path[1]);
    for (MappingFit& fit : mapping.path)
        fit.heldOut = fit.training = std::nullopt;
    QCOMPARE(&mapping.tradeOff(), &mapping.path[4]);
}

void SparseMappingTest::bestFitMayBeTheLast()
{
    SparseMapping mapping;
    for (const double loss : {0.5, 0.4, 0.3}) {
        mapping.path.emplace_back();
        mapping.path.back().penalty = loss;
        mapping.path.back().training = MappingError{loss, 1 - 2 * loss, {}};
    }
    QCOMPARE(&mapping.best(), &mapping.path[2]); // as every further weight helps
    QCOMPARE(mapping.bestPenaltyRemark(), std::string());
    for (MappingFit& fit : mapping.path)
        fit.heldOut = fit.training;
    QVERIFY(mapping.bestPenaltyRemark().find("0.3, is the smallest") != std::string::npos);
    mapping.path[2].heldOut->loss = 0.45;
    QCOMPARE(&mapping.best(), &mapping.path[1]);
    QCOMPARE(mapping.bestPenaltyRemark(), std::string());
    mapping.path.resize(2);
    mapping.path[1].penalty = 0; // least squares: there is nothing smaller
    QCOMPARE(mapping.bestPenaltyRemark(), std::string());
}

QTEST_APPLESS_MAIN(SparseMappingTest)
#include "tst_sparse_mapping.moc"
