#include "core/analysis/lasso_solver.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>

namespace counterpart::core {

namespace {

/// What is promised.
constexpr double kTolerance = 1e-7;
constexpr int kMostSweeps = 20000;
/// Sweeps over the active set between two Newton steps, and between two looks at the candidates.
constexpr int kSweepsBeforeStep = 8;
/// Below this share of the penalty the strong rule would let nearly everything pass.
constexpr double kLeastScreen = 0.5;
/// A pivot of the Cholesky factor below this is a dependent predictor.
constexpr double kLeastPivot = 1e-6;

} // namespace

LassoSolver::LassoSolver(const Matrix& gram)
    : m_gram(gram),
      m_path(gram),
      m_weights(Vector::Zero(gram.rows())),
      m_residual(gram.rows()),
      m_isCandidate(static_cast<std::size_t>(gram.rows()), 0)
{
}

void LassoSolver::start(const Eigen::Ref<const Vector>& correlations)
{
    start(correlations, {}, correlations.size() > 0 ? correlations.cwiseAbs().maxCoeff() : 0);
    m_path.start(correlations);
    m_isOnPath = true;
}

void LassoSolver::start(const Eigen::Ref<const Vector>& correlations,
                        const std::vector<LassoWeight>& weights, double penalty)
{
    m_correlations = correlations;
    m_weights.setZero();
    for (const LassoWeight& weight : weights)
        m_weights[weight.predictor] = weight.value;
    m_penalty = penalty;
    m_isOnPath = false;
    computeResidual();
}

void LassoSolver::computeResidual()
{
    m_residual = m_correlations;
    for (Index i = 0; i < m_weights.size(); ++i) {
        if (m_weights[i] != 0)
            subtractMultiple(m_residual.data(), m_gram.col(i).data(), m_weights[i],
                             m_residual.size());
    }
}

void LassoSolver::solve(double penalty, const Progress& progress)
{
    if (m_isOnPath && followPath(penalty, progress))
        return;
    m_isOnPath = false;
    m_sweeps = 0;
    screen(penalty);
    do {
        gatherCandidates();
        descend(penalty, progress);
        scatterWeights();
        computeResidual();
    } while (admitViolators(penalty));
    checkOptimality(penalty);
}

/// False if the path does not reach a solution; its weights are then where the descent begins.
bool LassoSolver::followPath(double penalty, const Progress& progress)
{
    const bool isThere = m_path.moveTo(penalty, progress);
    m_weights = m_path.weights();
    computeResidual();
    if (!isThere)
        return false;
    checkOptimality(penalty);
    return m_kkt <= kTolerance;
}

void LassoSolver::checkOptimality(double penalty)
{
    m_penalty = penalty;
    m_kkt = kktResidual({m_gram.data(), m_weights.size(), m_weights.data(), m_residual.data()},
                        penalty);
}

/// Candidates are the present weights and what passes the strong rule: |residual_i| at the last
/// penalty >= 2 penalty - last penalty.
void LassoSolver::screen(double penalty)
{
    const double bound =
        std::min(std::max(2 * penalty - m_penalty, kLeastScreen * penalty), penalty);
    m_candidates.clear();
    for (Index i = 0; i < m_weights.size(); ++i) {
        const bool passes = m_weights[i] != 0 || std::abs(m_residual[i]) >= bound;
        m_isCandidate[static_cast<std::size_t>(i)] = passes;
        if (passes)
            m_candidates.push_back(static_cast<int>(i));
    }
}

bool LassoSolver::admitViolators(double penalty)
{
    if (m_sweeps >= kMostSweeps)
        return false;
    const std::size_t before = m_candidates.size();
    for (Index i = 0; i < m_weights.size(); ++i) {
        char& isCandidate = m_isCandidate[static_cast<std::size_t>(i)];
        if (!isCandidate && std::abs(m_residual[i]) > penalty + kTolerance) {
            isCandidate = 1;
            m_candidates.push_back(static_cast<int>(i));
        }
    }
    std::ranges::sort(m_candidates);
    return m_candidates.size() > before;
}

void LassoSolver::gatherCandidates()
{
    const std::size_t count = m_candidates.size();
    m_smallGram.resize(count * count);
    m_smallWeights.resize(count);
    m_smallResidual.resize(count);
    double* to = m_smallGram.data();
    for (std::size_t j = 0; j < count; ++j) {
        const double* column = m_gram.col(m_candidates[j]).data();
        for (std::size_t i = 0; i < count; ++i)
            *to++ = column[m_candidates[i]];
        m_smallWeights[j] = m_weights[m_candidates[j]];
        m_smallResidual[j] = m_residual[m_candidates[j]];
    }
}

LassoCandidates LassoSolver::candidates()
{
    return {m_smallGram.data(), static_cast<Index>(m_candidates.size()), m_smallWeights.data(),
            m_smallResidual.data()};
}

/// Sweeps over all candidates find the active ones; sweeps over these alone settle their weights.
void LassoSolver::descend(double penalty, const Progress& progress)
{
    const LassoCandidates all = candidates();
    while (m_sweeps < kMostSweeps) {
        progress.checkpoint();
        descendOnce(all, penalty, nullptr, all.size);
        ++m_sweeps;
        if (kktResidual(all, penalty) <= kTolerance)
            return;
        m_active.clear();
        for (Index i = 0; i < all.size; ++i) {
            if (all.weights[i] != 0)
                m_active.push_back(static_cast<int>(i));
        }
        for (int sweep = 0; sweep < kSweepsBeforeStep; ++sweep, ++m_sweeps)
            descendOnce(all, penalty, m_active.data(), static_cast<Index>(m_active.size()));
        if (kktResidual(all, penalty) <= kTolerance)
            return;
        stepOnFace(penalty);
    }
}

/// Solves for the active weights with their signs kept: G_aa step = residual_a - penalty sign_a.
/// The objective is a convex parabola along the step, and so falls up to the first change of sign.
void LassoSolver::stepOnFace(double penalty)
{
    std::erase_if(m_active,
                  [&](int i) { return m_smallWeights[static_cast<std::size_t>(i)] == 0; });
    if (m_active.empty())
        return;
    const auto count = static_cast<Index>(m_active.size());
    const LassoCandidates all = candidates();
    Matrix gram(count, count);
    Vector step(count);
    for (Index j = 0; j < count; ++j) {
        const int column = m_active[static_cast<std::size_t>(j)];
        for (Index i = j; i < count; ++i)
            gram(i, j) = all.gram[column * all.size + m_active[static_cast<std::size_t>(i)]];
        step[j] = all.residual[column] - std::copysign(penalty, all.weights[column]);
    }
    const Eigen::LLT<Eigen::Ref<Matrix>> factor(gram);
    if (factor.info() != Eigen::Success || gram.diagonal().minCoeff() < kLeastPivot)
        return;
    factor.solveInPlace(step);

    double share = 1;
    int crossing = -1;
    for (Index j = 0; j < count; ++j) {
        const int place = m_active[static_cast<std::size_t>(j)];
        const double weight = all.weights[place];
        const double zero = -weight / step[j];
        if ((weight + step[j]) * weight < 0 && zero < share) {
            share = zero;
            crossing = place;
        }
    }
    for (Index j = 0; j < count; ++j) {
        const int place = m_active[static_cast<std::size_t>(j)];
        const double after = place == crossing ? 0 : all.weights[place] + share * step[j];
        subtractMultiple(all.residual, all.gram + place * all.size, after - all.weights[place],
                         all.size);
        all.weights[place] = after;
    }
}

void LassoSolver::scatterWeights()
{
    for (std::size_t k = 0; k < m_candidates.size(); ++k)
        m_weights[m_candidates[k]] = m_smallWeights[k];
}

std::vector<LassoWeight> LassoSolver::weights() const
{
    std::vector<LassoWeight> result;
    for (Index i = 0; i < m_weights.size(); ++i) {
        if (m_weights[i] != 0)
            result.push_back({static_cast<int>(i), m_weights[i]});
    }
    return result;
}

double LassoSolver::loss() const
{
    return (1 - m_weights.dot(m_correlations) - m_weights.dot(m_residual)) / 2;
}

} // namespace counterpart::core
