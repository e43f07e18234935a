#pragma once

#include "core/analysis/mapping_data.h"
#include "core/analysis/mapping_error.h"
#include "core/base/progress.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

/// The mapping for one penalty.
struct MappingFit
{
    double penalty = 0;
    SparseWeights weights;   ///< nothing in the rows and columns of dead units
    double meanNonzeros = 0; ///< weights that are not 0, a live target
    /// Largest violation of the conditions of optimality over all targets, in correlations.
    double kkt = 0;
    /// None if no target is live.
    std::optional<MappingError> training;
    /// None also if no samples were held out.
    std::optional<MappingError> heldOut;
};

/// Sparse few-to-one mapping (Convergent Learning, section 4): every unit of one network predicted
/// from few units of the other.
struct SparseMapping
{
    Side from = Side::A;          ///< the predictors' network
    std::vector<MappingFit> path; ///< by falling penalty

    /// The fit whose penalty is nearest on a logarithmic scale; null if the path is empty.
    const MappingFit* nearest(double penalty) const;
    /// The first fit of the path whose mean R² (held out, if it is known) is at least `share`, in
    /// (0, 1], of the best: a trade-off of sparsity and accuracy, which the paper makes by eye. The
    /// last where no R² is above 0 or known; the path must not be empty.
    const MappingFit& tradeOff(double share = 0.9) const;
    /// The fit that does best on the samples held out, else on those fitted to; the path must not
    /// be empty.
    const MappingFit& best() const;
    /// A sentence where samples were held out and best() is the last of several fits, with a
    /// penalty above 0: smaller ones, which were not tried, may do better. Else empty.
    std::string bestPenaltyRemark() const;
};

struct MappingOptions
{
    Side from = Side::A;
    /// Standardised penalties alpha >= 0 in any order, and such as the paper states them
    /// (MappingData::penaltyOfLambda). None of both: `count` of them, falling geometrically from
    /// the smallest that leaves no weight to `ratio` times that.
    std::vector<double> penalties{};
    std::vector<double> lambdas{};
    int count = 20;      ///< 2..1000
    double ratio = 1e-3; ///< in (0, 1)

    bool operator==(const MappingOptions&) const = default;
};

/// Columns of the paper's table 1, as lambdas.
std::vector<double> publishedLambdas();
/// Those that mapSparsely() would use, falling, each once.
std::vector<double> mappingPenalties(const MappingData& data, const MappingOptions& options);

/// The exact LASSO of every target unit along a path of falling penalties, each from the one
/// before (LassoSolver): minimise 1/2 (w'Cxx w - 2 w'cxy) + alpha |w|_1 from correlations alone.
/// alpha = 0 is least squares (leastSquares()). Threads share out the targets.
SparseMapping mapSparsely(const MappingData& data, const MappingOptions& options,
                          const Progress& progress);

/// The same for one penalty, from the fit for one close to it.
MappingFit mapSparsely(const MappingData& data, Side from, double penalty, const MappingFit& start,
                       const Progress& progress);

} // namespace counterpart::core
