#pragma once

#include "core/analysis/mapping_data.h"
#include "core/base/progress.h"
#include "core/io/activation_source.h"

#include <vector>

namespace counterpart::core {

/// Sums over the samples of one batch, x and y as the optimiser sees them and 1 for the bias.
struct BatchMoments
{
    Matrix gram;     ///< (x, 1)(x, 1)', [p + 1 x p + 1]
    Matrix target;   ///< (x, 1)y', [p + 1 x q]
    double norm = 0; ///< of y, squared
};

/// Batches of consecutive inputs of a list, around and around, by their second moments.
class ReplicaBatches
{
public:
    /// Sources of predictors and of targets with `inputs` in common; sides as `data` names them.
    ReplicaBatches(ActivationSource& predictors, ActivationSource& targets, const MappingData& data,
                   Side from, std::vector<Index> inputs, Index batch);

    /// The batch of iteration 0, 1, 2, … in that order. Throws what the sources throw.
    const BatchMoments& next(const Progress& progress);
    /// 1 / (deviation sqrt(units x positions)) of every unit; 0 for dead ones.
    const Vector& scale(Side side) const { return m_scale[side]; }

private:
    void readBatch();
    void readRun(Index firstInput, Index count, Index row);
    static void standardise(Eigen::Ref<Matrix, 0, Eigen::OuterStride<>> values, const Vector& mean,
                            const Vector& scale);

    ActivationSource& m_predictors;
    ActivationSource& m_targets;
    const MappingData& m_data;
    Side m_from;
    std::vector<Index> m_inputs;
    Index m_batch;
    SidePair<Vector> m_scale;
    Index m_next = 0; ///< iteration
    std::size_t m_cycle;
    bool m_keepsAll;
    std::vector<BatchMoments> m_kept;
    BatchMoments m_current;
    ActivationBlock m_block;
    Matrix m_x; ///< [samples of a batch x (p + 1)]
    Matrix m_y;
};

} // namespace counterpart::core
