#pragma once

#include "core/base/progress.h"
#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// The solutions of one target's LASSO (the objective of LassoSolver) for every penalty from the
/// one that leaves no weight downwards, by homotopy (Osborne, Presnell and Turlach 2000; LARS with
/// the LASSO modification, Efron et al. 2004): with the active predictors A and their signs s,
///
///     w_A(penalty) = inverse(G_AA) (c_A - penalty s)
///
/// is linear in the penalty up to the next breakpoint, where a predictor enters or leaves A. The
/// inverse is kept and changed at each breakpoint: O(p k + k²), k the size of A.
///
/// A predictor that depends on the active ones stays out until one of them leaves. Where rounding
/// leaves no way on, moveTo() says so, and the caller solves otherwise.
class LassoPath
{
public:
    /// `gram` [p x p] is kept by reference: correlations of the predictors, with diagonal 1.
    explicit LassoPath(const Matrix& gram);

    /// A new target, correlated by `correlations` [p] with the predictors, without weights.
    void start(const Eigen::Ref<const Vector>& correlations);
    /// Follows the path down to `penalty` > 0; nothing to do if it lies above where the path is.
    /// False if the path cannot be followed there; weights() are then near those of the last
    /// breakpoint.
    bool moveTo(double penalty, const Progress& progress = {});

    const Vector& weights() const { return m_weights; } ///< [p]

private:
    /// What happens next as the penalty falls: `predictor` enters with `sign`, or the active one
    /// at `place` leaves.
    struct Breakpoint
    {
        double distance;
        int predictor = -1;
        int place = -1;
        double sign = 0;
    };

    Index size() const { return static_cast<Index>(m_active.size()); }
    Breakpoint nextEntry() const;
    Breakpoint nextExit() const;
    void advance(double distance);
    bool pass(const Breakpoint& breakpoint);
    bool enter(int predictor, double sign);
    void leave(int place);
    void updateDirection();
    void settle();

    const Matrix& m_gram;
    Vector m_correlations;
    Vector m_weights;
    Vector m_residual; ///< c - Gw
    double m_penalty = 0;
    std::vector<int> m_active; ///< in no order
    std::vector<double> m_signs;
    /// Of the predictors not in A: 1 may enter, 0 may not (or is in A).
    std::vector<char> m_mayEnter;
    Matrix m_inverse;   ///< of G_AA, in the upper left corner
    Vector m_slope;     ///< inverse(G_AA) s: change of the weights as the penalty falls by 1
    Vector m_fall;      ///< G_.A slope: fall of the residual, likewise
    Vector m_projected; ///< room for one column
    /// Just entered or left: it starts on its bound and moves away from it.
    int m_lastEntered = -1;
    int m_lastLeft = -1;
    double m_lastLeftSign = 0;
};

} // namespace counterpart::core
