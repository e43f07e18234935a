#include "core/analysis/mapping_error.h"

#include "core/base/parallel.h"

#include <cassert>

namespace counterpart::core {

namespace {

/// Second moments about some means, and the means of the samples less those.
struct Standardised
{
    const Matrix& predictors; ///< [p x p]
    const Matrix& targets;    ///< [q x q]
    const Matrix& between;    ///< of A and B
    const Vector& predictorMeans;
    const Vector& targetMeans;
    Side from;

    double against(Index predictor, Index target) const
    {
        return from == Side::A ? between(predictor, target) : between(target, predictor);
    }
};

/// E[y²] - E[(y - w'x - b)²] of one target.
double explained(const Standardised& moments, const SparseWeights& weights, int target, double bias)
{
    double sum = bias * (2 * moments.targetMeans[target] - bias);
    for (SparseWeights::InnerIterator one(weights, target); one; ++one) {
        double pull =
            2 * (moments.against(one.row(), target) - bias * moments.predictorMeans[one.row()]);
        for (SparseWeights::InnerIterator two(weights, target); two; ++two)
            pull -= moments.predictors(two.row(), one.row()) * two.value();
        sum += one.value() * pull;
    }
    return sum;
}

MappingError errorOn(const Standardised& moments, const SparseWeights& weights, const Vector& bias,
                     const std::vector<UnitIndex>& targets)
{
    assert(!targets.empty());
    MappingError error;
    error.r2 = Vector::Zero(weights.cols());
    Vector gains(static_cast<Index>(targets.size()));
    parallelFor(gains.size(), 1, {}, [&](Index begin, Index end) {
        for (Index i = begin; i < end; ++i) {
            const int unit = targets[static_cast<std::size_t>(i)].value;
            gains[i] = explained(moments, weights, unit, bias.size() > 0 ? bias[unit] : 0);
        }
    });
    for (Index i = 0; i < gains.size(); ++i) {
        const int unit = targets[static_cast<std::size_t>(i)].value;
        const double all = moments.targets(unit, unit);
        error.loss += (all - gains[i]) / 2;
        error.r2[unit] = all > 0 ? gains[i] / all : 0;
    }
    error.loss /= static_cast<double>(targets.size());
    error.meanR2 = error.r2.sum() / static_cast<double>(targets.size());
    return error;
}

} // namespace

MappingError trainingError(const MappingData& data, Side from, const SparseWeights& weights,
                           const Vector& bias, const std::vector<UnitIndex>& targets)
{
    const Correlation& training = data.training;
    const Vector zeros = Vector::Zero(std::max(data.units(Side::A), data.units(Side::B)));
    return errorOn(
        {training.within[from], training.within[other(from)], training.between, zeros, zeros, from},
        weights, bias, targets);
}

MappingError heldOutError(const MappingData& data, Side from, const SparseWeights& weights,
                          const Vector& bias, const std::vector<UnitIndex>& targets)
{
    const HeldOutMoments& heldOut = *data.heldOut;
    return errorOn({heldOut.within[from], heldOut.within[other(from)], heldOut.between,
                    heldOut.mean[from], heldOut.mean[other(from)], from},
                   weights, bias, targets);
}

} // namespace counterpart::core
