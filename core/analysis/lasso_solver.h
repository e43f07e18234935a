#pragma once

#include "core/analysis/lasso_kernels.h"
#include "core/analysis/lasso_path.h"
#include "core/base/progress.h"
#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// A weight that is not 0.
struct LassoWeight
{
    int predictor = 0;
    double value = 0;
};

/// The exact LASSO of one target on standardised predictors, from correlations alone:
///
///     minimise over w   1/2 (w'Gw - 2 c'w) + penalty |w|_1,
///
/// G [p x p] the correlations of the predictors with each other (positive semi-definite, diagonal
/// 1), c those with the target. w = 0 exactly if penalty >= max |c_i|.
///
/// From no weights on, the path of solutions is followed (LassoPath). From other weights, and where
/// the path cannot be followed, predictors are screened by the sequential strong rule (Tibshirani
/// et al. 2012, eq. 7); those left are worked off by coordinate descent with an active set
/// (Friedman, Hastie, Tibshirani 2010), and where that is slow by Newton steps on the face of
/// constant signs, cut short where a sign would change; what the rule left out wrongly is taken in.
/// Either way the conditions of optimality of all predictors are checked at the end. Cost of a
/// penalty by descent: O(p k + sweeps k²), k the number of predictors that pass.
class LassoSolver
{
public:
    /// `gram` is kept by reference.
    explicit LassoSolver(const Matrix& gram);

    /// A new target whose weights are those given; `penalty` is the one at which they are right
    /// (the largest |c_i| for none).
    void start(const Eigen::Ref<const Vector>& correlations);
    void start(const Eigen::Ref<const Vector>& correlations,
               const std::vector<LassoWeight>& weights, double penalty);
    /// Moves to the solution for `penalty` > 0 from the one that is there. Cheap if penalties fall
    /// slowly. Stops at a KKT residual of 1e-7, or after 20,000 sweeps.
    void solve(double penalty, const Progress& progress = {});

    /// By rising predictor.
    std::vector<LassoWeight> weights() const;
    /// 1/2 (1 - 2 w'c + w'Gw): half the share of the target's variance that is left.
    double loss() const;
    /// As kktResidual(), over all predictors, from a residual computed anew.
    double kkt() const { return m_kkt; }

private:
    bool followPath(double penalty, const Progress& progress);
    void screen(double penalty);
    void gatherCandidates();
    void descend(double penalty, const Progress& progress);
    void stepOnFace(double penalty);
    void scatterWeights();
    void computeResidual();
    void checkOptimality(double penalty);
    bool admitViolators(double penalty);
    LassoCandidates candidates();

    const Matrix& m_gram;
    LassoPath m_path;
    bool m_isOnPath = false; ///< the weights are m_path's
    Vector m_correlations;
    Vector m_weights;
    Vector m_residual; ///< c - Gw
    double m_penalty = 0;
    double m_kkt = 0;
    int m_sweeps = 0;
    std::vector<char> m_isCandidate;
    std::vector<int> m_candidates; ///< rising
    /// Of the candidates alone.
    std::vector<double> m_smallGram;
    std::vector<double> m_smallWeights;
    std::vector<double> m_smallResidual;
    std::vector<int> m_active;
};

} // namespace counterpart::core
