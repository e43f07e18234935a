#include "core/analysis/mapping_replica.h"

#include "core/analysis/fold_dealer.h"
#include "core/analysis/lasso_kernels.h"
#include "core/analysis/replica_batches.h"
#include "core/base/random.h"

#include <algorithm>
#include <cmath>

namespace counterpart::core {

namespace {

constexpr int kIterationsReported = 100;

/// Those that `data` was fitted to.
std::vector<Index> trainingInputs(Index inputs, const PassOptions& pass, const MappingData& data)
{
    FoldDealer dealer(inputs, 1, pass.foldShares, pass.policy.seed);
    std::vector<Index> result;
    for (Index input = 0; input < inputs; ++input) {
        if (dealer.foldOf(input) == 0 || !data.heldOut)
            result.push_back(input);
    }
    return result;
}

/// W' and below it b', [p + 1 x q].
Matrix randomStart(Index predictors, Index targets, const ReplicaOptions& options)
{
    std::mt19937_64 random(options.seed);
    Matrix weights = Matrix::Zero(predictors + 1, targets);
    for (Index target = 0; target < targets; ++target) {
        for (Index i = 0; i < predictors; ++i)
            weights(i, target) = options.initialDeviation * randomNormal(random);
    }
    return weights;
}

/// sum over the batch of |W x + b|².
double predictedNorm(const BatchMoments& batch, const Matrix& weights)
{
    return weights.cwiseProduct(batch.gram * weights).sum();
}

double batchLoss(const BatchMoments& batch, const Matrix& weights, int inputs)
{
    const double square =
        batch.norm - 2 * weights.cwiseProduct(batch.target).sum() + predictedNorm(batch, weights);
    return square / (2 * inputs);
}

/// Violation of the optimality conditions of the exact problem.
double kktOf(const MappingData& data, Side from, const SparseWeights& weights, double penalty)
{
    const Matrix& gram = data.training.within[from];
    double worst = 0;
    for (const UnitIndex target : data.live(other(from))) {
        Vector column = weights.col(target.value);
        Vector residual = from == Side::A
                              ? Vector(data.training.between.col(target.value))
                              : Vector(data.training.between.row(target.value).transpose());
        residual -= gram * column;
        worst = std::max(
            worst, kktResidual({nullptr, column.size(), column.data(), residual.data()}, penalty));
    }
    return worst;
}

/// From the optimiser's scale to standardised units.
void describe(MappingReplica& replica, const Matrix& weights, const MappingData& data,
              const ReplicaOptions& options, Index positions)
{
    const Side to = other(options.from);
    const auto p = static_cast<double>(data.units(options.from));
    const auto q = static_cast<double>(data.units(to));
    const std::vector<UnitIndex> targets = data.live(to);
    Matrix standardised = weights.topRows(weights.rows() - 1) * std::sqrt(q / p);
    for (const UnitIndex dead : data.training.dead[options.from])
        standardised.row(dead.value).setZero();
    replica.bias =
        weights.bottomRows(1).transpose() * std::sqrt(q * static_cast<double>(positions));
    for (const UnitIndex dead : data.training.dead[to]) {
        standardised.col(dead.value).setZero();
        replica.bias[dead.value] = 0;
    }
    MappingFit& fit = replica.fit;
    fit.penalty = data.penaltyOfLambda(options.lambda);
    fit.weights = standardised.sparseView();
    if (targets.empty())
        return;
    const auto significant =
        static_cast<double>((standardised.array().abs() > kSignificantReplicaWeight).count());
    fit.meanNonzeros = significant / static_cast<double>(targets.size());
    fit.kkt = kktOf(data, options.from, fit.weights, fit.penalty);
    fit.training = trainingError(data, options.from, fit.weights, replica.bias, targets);
    if (data.heldOut)
        fit.heldOut = heldOutError(data, options.from, fit.weights, replica.bias, targets);
}

} // namespace

MappingReplica replicateMapping(ActivationSource& a, ActivationSource& b, const MappingData& data,
                                const PassOptions& pass, const ReplicaOptions& options,
                                const Progress& progress)
{
    const bool isFromA = options.from == Side::A;
    ReplicaBatches batches(isFromA ? a : b, isFromA ? b : a, data, options.from,
                           trainingInputs(a.inputs(), pass, data), options.batch);
    MappingReplica replica;
    Matrix weights =
        randomStart(data.units(options.from), data.units(other(options.from)), options);
    Matrix velocity = Matrix::Zero(weights.rows(), weights.cols());
    double rate = options.rate;
    for (int iteration = 0; iteration < options.iterations; ++iteration) {
        progress.checkpoint();
        const BatchMoments& batch = batches.next(progress);
        if (iteration == 0) {
            const double predicted = predictedNorm(batch, weights);
            replica.initialScale = predicted > 0 ? std::sqrt(batch.norm / predicted) : 1;
            weights *= replica.initialScale;
        }
        if (iteration > 0 && iteration % options.halveEvery == 0)
            rate /= 2;
        if (iteration % kIterationsReported == 0)
            replica.batchLoss.push_back(batchLoss(batch, weights, options.batch));
        velocity *= options.momentum;
        velocity.noalias() += rate / options.batch * (batch.gram * weights);
        velocity -= rate / options.batch * batch.target;
        velocity += rate * options.lambda * weights.cwiseSign();
        weights -= velocity;
        if (iteration % kIterationsReported == 0 && !weights.allFinite()) {
            replica.divergedAt = iteration;
            return replica;
        }
        progress.report(static_cast<double>(iteration + 1) /
                        static_cast<double>(options.iterations));
    }
    if (weights.allFinite())
        describe(replica, weights, data, options, a.positions());
    else
        replica.divergedAt = options.iterations;
    return replica;
}

} // namespace counterpart::core
