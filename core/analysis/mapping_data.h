#pragma once

#include "core/analysis/correlation.h"
#include "core/analysis/layer_pair_pass.h"

#include <optional>
#include <string>

namespace counterpart::core {

/// The share of the inputs that a mapping is not fitted to, unless something else is asked for.
constexpr double kHeldOutShare = 0.2;

/// Second moments of samples that a mapping was not fitted to, about the means and in units of the
/// deviations of those that it was: E[(x_i - mean_i)(y_j - mean_j)] / (sigma_i sigma_j).
struct HeldOutMoments
{
    Index samples = 0;
    SidePair<Matrix> within; ///< p x p and q x q
    Matrix between;          ///< p x q
    SidePair<Vector> mean;   ///< (mean - mean fitted to) / sigma
};

/// What a mapping between two layers is fitted to, and what it is judged by.
struct MappingData
{
    Index samples = 0;    ///< fitted to
    Correlation training; ///< of these; dead are the units that do not vary among them
    /// Of the samples fitted to, as read: p and q values.
    SidePair<Vector> mean;
    SidePair<Vector> deviation;
    std::optional<HeldOutMoments> heldOut;
    std::string whyNoHeldOut; ///< a sentence where there are none

    Index units(Side side) const { return training.within[side].rows(); }
    std::vector<UnitIndex> live(Side side) const;
    /// The penalty alpha on standardised units that the paper's lambda amounts to: channels there
    /// have the deviation 1 / sqrt(units of the layer x positions), so that
    /// alpha = lambda sqrt(p q) (methods.md 1.5; units x lambda where p = q).
    double penaltyOfLambda(double lambda) const;
    /// The smallest penalty at which every weight is 0, whatever the direction: max |c_ij|.
    double largestPenalty() const;
};

/// Fold `fold` of the pass is set aside, and the others are fitted to; without folds all samples
/// are. Cost: (p + q)² operations; memory as much as the statistics'.
MappingData mappingData(const LayerPairStatistics& statistics, std::size_t fold = 0);

} // namespace counterpart::core
