#pragma once

#include "core/analysis/sparse_mapping.h"
#include "core/io/activation_source.h"

#include <cstdint>
#include <optional>

namespace counterpart::core {

/// The optimiser of the authors of Convergent Learning (methods.md 1.5); the defaults are theirs.
struct ReplicaOptions
{
    Side from = Side::A;
    double lambda = 1e-3; ///< L1 weight as in table 1, >= 0
    int iterations = 4501;
    int batch = 32; ///< inputs, all their positions
    double momentum = 0.98;
    double rate = 0.001;
    int halveEvery = 1500; ///< iterations
    double initialDeviation = 0.01;
    std::uint64_t seed = 0;
};

/// What the authors' optimiser arrives at. It stops far from the optimum: at lambda = 0 its weights
/// still correlate with their random start. For replication only.
struct MappingReplica
{
    /// On standardised units and comparable with mapSparsely(); `kkt` tells how far from the
    /// optimum it is, `meanNonzeros` counts the weights above kSignificantReplicaWeight.
    MappingFit fit;
    Vector bias;             ///< one a target, in deviations of the target
    double initialScale = 1; ///< by which the random start was multiplied
    /// Mean of 1/2 |Wx + b - y|² of every 100th batch before its step, an input of target norm 1.
    std::vector<double> batchLoss;
    /// Iteration by which the weights had left the range of numbers; then there is no fit. With
    /// maps of more than some thousand positions the bias does so at the authors' rate.
    std::optional<int> divergedAt;
};

/// Plain sub-gradient steps leave no weight at exactly 0.
constexpr double kSignificantReplicaWeight = 1e-4;

/// Stochastic gradient descent with momentum on
///
///     J = 1/(2B) sum over the batch |Wx + b - y|² + lambda (sum |W| + sum |b|),
///
/// each channel at mean 0 and deviation 1 / sqrt(units x positions), batches of consecutive inputs
/// around and around, W from N(0, 0.01²) times the ratio of the targets' and predictions' norms on
/// the first batch, b from 0, the L1 term as a plain sub-gradient (sign(0) = 0).
///
/// Reads the sources; inputs of fold 0 alone are trained on, and dead units and values that are not
/// finite count as 0. A batch enters by its second moments; as batches recur after
/// inputs / gcd(inputs, batch) iterations, these are kept while they take less than 512 MB. Cost:
/// the reading of at most that many batches, and p² q an iteration.
MappingReplica replicateMapping(ActivationSource& a, ActivationSource& b, const MappingData& data,
                                const PassOptions& pass, const ReplicaOptions& options,
                                const Progress& progress);

} // namespace counterpart::core
