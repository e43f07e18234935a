#include "core/analysis/mapping_replica.h"

#include "core/analysis/fold_dealer.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/support/memory_source.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace counterpart;
using namespace counterpart::core;

namespace {

constexpr Index kPositions = 4;

struct Case
{
    ActivationBlock a;
    ActivationBlock b;
    PassOptions pass;
    MappingData data;
};

Case caseOf(Index unitsA, Index unitsB, Index inputs, std::vector<double> shares = {})
{
    Case one{test::reluActivations(inputs * kPositions, unitsA, 4, 1, 2),
             test::reluActivations(inputs * kPositions, unitsB, 4, 1, 3),
             {},
             {}};
    one.pass.foldShares = std::move(shares);
    test::MemorySource a(one.a, kPositions, 2);
    test::MemorySource b(one.b, kPositions, 2);
    one.data = mappingData(computeStatistics(a, b, {"a", "b"}, one.pass, {}));
    return one;
}

MappingReplica replicate(const Case& one, const ReplicaOptions& options,
                         const Progress& progress = {})
{
    test::MemorySource a(one.a, kPositions, 2);
    test::MemorySource b(one.b, kPositions, 2);
    return replicateMapping(a, b, one.data, one.pass, options, progress);
}

/// Mean 0 and deviation 1 / sqrt(units x positions), from all rows.
std::vector<std::vector<double>> normalised(const ActivationBlock& values)
{
    const auto rows = static_cast<std::size_t>(values.rows());
    std::vector<std::vector<double>> result(rows);
    for (Index unit = 0; unit < values.cols(); ++unit) {
        double mean = 0;
        for (std::size_t row = 0; row < rows; ++row)
            mean += static_cast<double>(values(static_cast<Index>(row), unit)) / rows;
        double square = 0;
        for (std::size_t row = 0; row < rows; ++row)
            square += std::pow(values(static_cast<Index>(row), unit) - mean, 2) / rows;
        const double size = static_cast<double>(values.cols() * kPositions);
        for (std::size_t row = 0; row < rows; ++row)
            result[row].push_back((values(static_cast<Index>(row), unit) - mean) /
                                  std::sqrt(square * size));
    }
    return result;
}

struct Plain
{
    std::vector<std::vector<double>> weights; ///< [target][predictor]
    std::vector<double> bias;
};

/// The optimiser sample by sample, as its authors' framework runs it: forward, backward, L1 added
/// to the gradient, history = momentum history + rate gradient, weights -= history.
Plain simulate(const ActivationBlock& a, const ActivationBlock& b, const ReplicaOptions& options)
{
    const auto x = normalised(a);
    const auto y = normalised(b);
    const std::size_t p = x[0].size();
    const std::size_t q = y[0].size();
    const std::size_t samples = x.size();
    const auto batchRows = static_cast<std::size_t>(options.batch * kPositions);
    std::mt19937_64 random(options.seed);
    Plain net{std::vector(q, std::vector<double>(p)), std::vector<double>(q, 0)};
    for (auto& row : net.weights) {
        for (double& weight : row)
            weight = options.initialDeviation * randomNormal(random);
    }
    auto velocity = net;
    for (auto& row : velocity.weights)
        row.assign(p, 0);
    const auto sign = [](double value) { return value > 0 ? 1 : value < 0 ? -1 : 0; };
    for (int iteration = 0; iteration < options.iterations; ++iteration) {
        const double rate = options.rate * std::pow(0.5, iteration / options.halveEvery);
        auto gradient = net;
        for (auto& row : gradient.weights)
            row.assign(p, 0);
        gradient.bias.assign(q, 0);
        double predictedSquare = 0;
        double targetSquare = 0;
        for (int round = iteration == 0 ? 0 : 1; round < 2; ++round) {
            for (std::size_t k = 0; k < batchRows; ++k) {
                const std::size_t row =
                    (static_cast<std::size_t>(iteration) * batchRows + k) % samples;
                for (std::size_t j = 0; j < q; ++j) {
                    double out = net.bias[j];
                    for (std::size_t i = 0; i < p; ++i)
                        out += net.weights[j][i] * x[row][i];
                    if (round == 0) {
                        predictedSquare += out * out;
                        targetSquare += y[row][j] * y[row][j];
                        continue;
                    }
                    const double error = (out - y[row][j]) / options.batch;
                    gradient.bias[j] += error;
                    for (std::size_t i = 0; i < p; ++i)
                        gradient.weights[j][i] += error * x[row][i];
                }
            }
            if (round == 0) {
                for (auto& row : net.weights) {
                    for (double& weight : row)
                        weight *= std::sqrt(targetSquare / predictedSquare);
                }
            }
        }
        for (std::size_t j = 0; j < q; ++j) {
            velocity.bias[j] = options.momentum * velocity.bias[j] +
                               rate * (gradient.bias[j] + options.lambda * sign(net.bias[j]));
            net.bias[j] -= velocity.bias[j];
            for (std::size_t i = 0; i < p; ++i) {
                double& history = velocity.weights[j][i];
                history =
                    options.momentum * history +
                    rate * (gradient.weights[j][i] + options.lambda * sign(net.weights[j][i]));
                net.weights[j][i] -= history;
            }
        }
    }
    return net;
}

} // namespace

class MappingReplicaTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsAPlainSimulation_data();
    void equalsAPlainSimulation();
    void theLossIsThatOfTheSamples();
    void itStopsFarFromTheOptimum();
    void longEnoughItConverges();
    void heldOutInputsAreNotRead();
    void deadUnitsAndHolesCountAsNothing();
    void bothDirections();
    void tooFewInputsToHoldOutAreAllTrainedOn();
    void divergenceIsTold();
    void stops();
};

void MappingReplicaTest::equalsAPlainSimulation_data()
{
    QTest::addColumn<int>("inputs");
    QTest::addColumn<double>("lambda");
    QTest::newRow("no penalty") << 64 << 0.0;
    QTest::newRow("batches that wrap around") << 50 << 1e-3;
    QTest::newRow("fewer inputs than a batch") << 20 << 1e-2;
}

void MappingReplicaTest::equalsAPlainSimulation()
{
    QFETCH(const int, inputs);
    QFETCH(const double, lambda);
    const Case one = caseOf(6, 4, inputs);
    ReplicaOptions options;
    options.lambda = lambda;
    options.iterations = 400;
    options.halveEvery = 150;
    options.seed = 5;
    const MappingReplica replica = replicate(one, options);
    const Plain plain = simulate(one.a, one.b, options);
    const Matrix weights(replica.fit.weights);
    const double ratio = std::sqrt(4.0 / 6.0); // deviations 1 / sqrt(units x positions)
    for (Index j = 0; j < 4; ++j) {
        const auto target = static_cast<std::size_t>(j);
        for (Index i = 0; i < 6; ++i)
            QVERIFY(std::abs(weights(i, j) -
                             plain.weights[target][static_cast<std::size_t>(i)] * ratio) < 1e-9);
        QVERIFY(std::abs(replica.bias[j] - plain.bias[target] * std::sqrt(4.0 * kPositions)) <
                1e-9);
    }
    QCOMPARE(replica.batchLoss.size(), std::size_t{4});
}

void MappingReplicaTest::theLossIsThatOfTheSamples()
{
    const Case one = caseOf(5, 5, 100);
    ReplicaOptions options;
    options.iterations = 200;
    const MappingReplica replica = replicate(one, options);
    const auto x = normalised(one.a);
    const auto y = normalised(one.b);
    const Matrix weights(replica.fit.weights);
    const double scale = std::sqrt(5.0 * kPositions);
    double loss = 0;
    for (std::size_t row = 0; row < x.size(); ++row) {
        for (std::size_t j = 0; j < 5; ++j) {
            double error = y[row][j] * scale - replica.bias[static_cast<Index>(j)];
            for (std::size_t i = 0; i < 5; ++i)
                error -= weights(static_cast<Index>(i), static_cast<Index>(j)) * x[row][i] * scale;
            loss += error * error / static_cast<double>(2 * 5 * x.size());
        }
    }
    QVERIFY(std::abs(replica.fit.training->loss - loss) < 1e-9);
}

/// As methods.md 1.5 finds: the published schedule is far from the exact LASSO.
void MappingReplicaTest::itStopsFarFromTheOptimum()
{
    const Case one = caseOf(16, 16, 200);
    ReplicaOptions options;
    options.lambda = 0;
    const MappingReplica replica = replicate(one, options);
    const SparseMapping exact = mapSparsely(one.data, {.penalties = {0}}, {});
    QVERIFY(replica.fit.training->loss < 0.5);
    QVERIFY(replica.fit.training->loss > exact.path.front().training->loss + 1e-3);
    QVERIFY(replica.fit.kkt > 1e-3);
}

/// With twenty times the rate it reaches the exact solution of a small problem.
void MappingReplicaTest::longEnoughItConverges()
{
    const Case one = caseOf(3, 3, 32);
    ReplicaOptions options;
    options.lambda = 1e-2;
    options.rate = 0.02;
    options.iterations = 60000;
    options.halveEvery = 6000;
    const MappingReplica replica = replicate(one, options);
    const SparseMapping exact =
        mapSparsely(one.data, {.penalties = {one.data.penaltyOfLambda(1e-2)}}, {});
    const Matrix difference = Matrix(replica.fit.weights) - Matrix(exact.path.front().weights);
    QVERIFY(difference.cwiseAbs().maxCoeff() < 1e-3);
}

void MappingReplicaTest::heldOutInputsAreNotRead()
{
    const Case one = caseOf(4, 4, 60, {0.25});
    Case spoilt = one;
    FoldDealer dealer(60, 1, one.pass.foldShares, one.pass.policy.seed);
    for (Index input = 0; input < 60; ++input) {
        if (dealer.foldOf(input) == 1)
            spoilt.a.middleRows(input * kPositions, kPositions).setConstant(1e6f);
    }
    ReplicaOptions options;
    options.iterations = 50;
    const MappingReplica replica = replicate(one, options);
    QVERIFY(replica.fit.heldOut.has_value());
    QCOMPARE(Matrix(replicate(spoilt, options).fit.weights), Matrix(replica.fit.weights));
}

void MappingReplicaTest::deadUnitsAndHolesCountAsNothing()
{
    Case one = caseOf(4, 4, 40);
    one.a.col(1).setZero();
    test::MemorySource a(one.a, kPositions, 2);
    test::MemorySource b(one.b, kPositions, 2);
    one.data = mappingData(computeStatistics(a, b, {"a", "b"}, {}, {}));
    one.a(7, 2) = std::numeric_limits<float>::quiet_NaN();
    ReplicaOptions options;
    options.iterations = 100;
    const MappingReplica replica = replicate(one, options);
    const Matrix weights(replica.fit.weights);
    QVERIFY(weights.allFinite());
    QVERIFY(weights.row(1).isZero(0));
    QVERIFY(!weights.row(2).isZero(0));
}

void MappingReplicaTest::bothDirections()
{
    const Case one = caseOf(6, 4, 40);
    Case swapped = one;
    std::swap(swapped.a, swapped.b);
    test::MemorySource a(swapped.a, kPositions, 2);
    test::MemorySource b(swapped.b, kPositions, 2);
    swapped.data = mappingData(computeStatistics(a, b, {"a", "b"}, {}, {}));
    ReplicaOptions options;
    options.iterations = 60;
    options.from = Side::B;
    const Matrix found(replicate(one, options).fit.weights);
    options.from = Side::A;
    const Matrix expected(replicate(swapped, options).fit.weights);
    QCOMPARE(found.rows(), Index{4});
    QVERIFY((found - expected).cwiseAbs().maxCoeff() < 1e-9);
}

void MappingReplicaTest::tooFewInputsToHoldOutAreAllTrainedOn()
{
    const Case few = caseOf(3, 2, 4, {0.9});
    QVERIFY(!few.data.heldOut);
    const MappingReplica replica = replicate(few, {.iterations = 40});
    QVERIFY(!replica.divergedAt);
    const MappingReplica all = replicate(caseOf(3, 2, 4), {.iterations = 40});
    QCOMPARE(Matrix(replica.fit.weights), Matrix(all.fit.weights));
}

void MappingReplicaTest::divergenceIsTold()
{
    const Case one = caseOf(3, 2, 60);
    const MappingReplica replica = replicate(one, {.iterations = 2000, .rate = 10});
    QVERIFY(replica.divergedAt.has_value());
    QVERIFY(*replica.divergedAt < 2000);
    QVERIFY(!replica.fit.training);
}

void MappingReplicaTest::stops()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(replicate(caseOf(3, 3, 40), {}, Progress(stop.get_token(), {})),
                             Cancelled);
}

QTEST_APPLESS_MAIN(MappingReplicaTest)
#include "tst_mapping_replica.moc"
