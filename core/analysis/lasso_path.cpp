#include "core/analysis/lasso_path.h"

#include "core/analysis/lasso_kernels.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace counterpart::core {

namespace {

/// A predictor of which the active ones explain all but this share of its variance depends on them.
constexpr double kLeastPivot = 1e-8;
/// More breakpoints than this many a predictor, for one penalty, are a cycle.
constexpr Index kMostBreakpoints = 50;
/// Room for the inverse is added in steps.
constexpr Index kRoom = 32;

} // namespace

LassoPath::LassoPath(const Matrix& gram)
    : m_gram(gram),
      m_weights(gram.rows()),
      m_residual(gram.rows()),
      m_slope(gram.rows()),
      m_fall(gram.rows()),
      m_projected(gram.rows())
{
}

void LassoPath::start(const Eigen::Ref<const Vector>& correlations)
{
    m_correlations = correlations;
    m_residual = correlations;
    m_weights.setZero();
    m_penalty = correlations.size() > 0 ? correlations.cwiseAbs().maxCoeff() : 0;
    m_active.clear();
    m_signs.clear();
    m_mayEnter.assign(static_cast<std::size_t>(correlations.size()), 1);
    m_lastEntered = m_lastLeft = -1;
    updateDirection();
}

bool LassoPath::moveTo(double penalty, const Progress& progress)
{
    Index breakpoints = 0;
    while (m_penalty > penalty) {
        progress.checkpoint();
        const Breakpoint entry = nextEntry();
        const Breakpoint exit = nextExit();
        const Breakpoint& next = exit.distance < entry.distance ? exit : entry;
        if (next.distance >= m_penalty - penalty) {
            advance(m_penalty - penalty);
            m_penalty = penalty;
            break;
        }
        advance(next.distance);
        if (!pass(next) || ++breakpoints > kMostBreakpoints * (m_weights.size() + 1))
            return false;
    }
    settle();
    return true;
}

/// The residual of an inactive predictor meets the penalty from within: as the penalty falls by t,
/// residual - t fall = +-(penalty - t).
LassoPath::Breakpoint LassoPath::nextEntry() const
{
    Breakpoint next{std::numeric_limits<double>::infinity()};
    for (Index j = 0; j < m_weights.size(); ++j) {
        if (!m_mayEnter[static_cast<std::size_t>(j)])
            continue;
        for (const double sign : {1.0, -1.0}) {
            const double closing = 1 - sign * m_fall[j];
            const double distance = std::max(m_penalty - sign * m_residual[j], 0.0);
            const bool isLeaving = j == m_lastLeft && sign == m_lastLeftSign;
            if (closing > 0 && distance < next.distance * closing && !isLeaving)
                next = {distance / closing, static_cast<int>(j), -1, sign};
        }
    }
    return next;
}

LassoPath::Breakpoint LassoPath::nextExit() const
{
    Breakpoint next{std::numeric_limits<double>::infinity()};
    for (Index k = 0; k < size(); ++k) {
        const int predictor = m_active[static_cast<std::size_t>(k)];
        const double weight = m_weights[predictor];
        if (weight * m_slope[k] < 0 && predictor != m_lastEntered &&
            -weight / m_slope[k] < next.distance)
            next = {-weight / m_slope[k], predictor, static_cast<int>(k), 0};
    }
    return next;
}

void LassoPath::advance(double distance)
{
    for (Index k = 0; k < size(); ++k)
        m_weights[m_active[static_cast<std::size_t>(k)]] += distance * m_slope[k];
    subtractMultiple(m_residual.data(), m_fall.data(), distance, m_residual.size());
    m_penalty -= distance;
}

bool LassoPath::pass(const Breakpoint& breakpoint)
{
    m_lastEntered = m_lastLeft = -1;
    if (breakpoint.place >= 0) {
        leave(breakpoint.place);
    } else if (!enter(breakpoint.predictor, breakpoint.sign)) {
        m_mayEnter[static_cast<std::size_t>(breakpoint.predictor)] = 0;
        return true;
    }
    updateDirection();
    // What has just entered must grow to the side of its sign.
    return m_lastEntered < 0 || m_slope[size() - 1] * m_signs.back() > 0;
}

/// Borders the inverse by the predictor's column. False if it depends on the active ones.
bool LassoPath::enter(int predictor, double sign)
{
    const Index count = size();
    const double* column = m_gram.col(predictor).data();
    Vector& within = m_slope; // renewed by updateDirection()
    for (Index k = 0; k < count; ++k)
        within[k] = column[m_active[static_cast<std::size_t>(k)]];
    m_projected.head(count).setZero();
    addColumns(m_projected.data(), {m_inverse.data(), m_inverse.rows(), count}, nullptr,
               within.data(), count);
    const double pivot =
        m_gram(predictor, predictor) - within.head(count).dot(m_projected.head(count));
    if (pivot < kLeastPivot) {
        updateDirection();
        return false;
    }
    if (count == m_inverse.rows()) {
        const Index room = std::min(std::max(2 * count, kRoom), m_weights.size());
        m_inverse.conservativeResize(room, room);
    }
    addOuterProduct(m_inverse.data(), m_inverse.rows(), m_projected.data(), 1 / pivot, count);
    m_inverse.col(count).head(count) = m_projected.head(count) / -pivot;
    m_inverse.row(count).head(count) = m_projected.head(count).transpose() / -pivot;
    m_inverse(count, count) = 1 / pivot;
    m_active.push_back(predictor);
    m_signs.push_back(sign);
    m_mayEnter[static_cast<std::size_t>(predictor)] = 0;
    m_lastEntered = predictor;
    return true;
}

/// Takes the predictor's row and column out of the inverse; the last one moves into its place.
void LassoPath::leave(int place)
{
    const Index last = size() - 1;
    const auto at = static_cast<std::size_t>(place);
    m_lastLeft = m_active[at];
    m_lastLeftSign = m_signs[at];
    m_weights[m_lastLeft] = 0;
    m_residual[m_lastLeft] = m_penalty * m_lastLeftSign;

    auto inverse = m_inverse.topLeftCorner(last + 1, last + 1);
    inverse.row(place).swap(inverse.row(last));
    inverse.col(place).swap(inverse.col(last));
    m_projected.head(last) = inverse.col(last).head(last);
    addOuterProduct(m_inverse.data(), m_inverse.rows(), m_projected.data(),
                    -1 / inverse(last, last), last);
    m_active[at] = m_active.back();
    m_signs[at] = m_signs.back();
    m_active.pop_back();
    m_signs.pop_back();
    // What depended on the active ones may do so no longer.
    std::ranges::fill(m_mayEnter, 1);
    for (const int predictor : m_active)
        m_mayEnter[static_cast<std::size_t>(predictor)] = 0;
}

void LassoPath::updateDirection()
{
    const Index count = size();
    m_slope.head(count).setZero();
    addColumns(m_slope.data(), {m_inverse.data(), m_inverse.rows(), count}, nullptr, m_signs.data(),
               count);
    m_fall.setZero();
    addColumns(m_fall.data(), {m_gram.data(), m_gram.rows(), m_gram.rows()}, m_active.data(),
               m_slope.data(), count);
}

/// One step of refinement: what rounding has left of w_A = inverse(G_AA) (c_A - penalty s).
void LassoPath::settle()
{
    const Index count = size();
    const auto renewResidual = [&] {
        m_residual = m_correlations;
        for (const int predictor : m_active)
            subtractMultiple(m_residual.data(), m_gram.col(predictor).data(), m_weights[predictor],
                             m_residual.size());
    };
    renewResidual();
    Vector excess(count);
    for (Index k = 0; k < count; ++k) {
        const auto at = static_cast<std::size_t>(k);
        excess[k] = m_residual[m_active[at]] - m_penalty * m_signs[at];
    }
    m_projected.head(count).setZero();
    addColumns(m_projected.data(), {m_inverse.data(), m_inverse.rows(), count}, nullptr,
               excess.data(), count);
    for (Index k = 0; k < count; ++k)
        m_weights[m_active[static_cast<std::size_t>(k)]] += m_projected[k];
    renewResidual();
}

} // namespace counterpart::core
