#include "core/analysis/sparse_mapping.h"

#include "core/analysis/lasso_solver.h"
#include "core/analysis/least_squares.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <functional>
#include <iomanip>
#include <sstream>

namespace counterpart::core {

namespace {

constexpr Index kTargetGrain = 4;

/// One target at one penalty. Predictors are counted among the live ones.
struct TargetFit
{
    std::vector<LassoWeight> weights;
    double loss = 0.5;
    double kkt = 0;
};

/// The mapping's problem without dead units.
class Targets
{
public:
    Targets(const MappingData& data, Side from)
        : m_data(data),
          m_from(from),
          m_predictors(data.live(from)),
          m_targets(data.live(other(from)))
    {
        m_gram = data.training.within[from](places(m_predictors), places(m_predictors));
        const Matrix& between = data.training.between;
        if (from == Side::A)
            m_correlations = between(places(m_predictors), places(m_targets));
        else
            m_correlations = between(places(m_targets), places(m_predictors)).transpose();
    }

    Index count() const { return static_cast<Index>(m_targets.size()); }
    const Matrix& gram() const { return m_gram; }
    auto correlations(Index target) const { return m_correlations.col(target); }
    std::vector<TargetFit> solveLeastSquares() const;
    std::vector<LassoWeight> startOf(const MappingFit& fit, Index target) const;
    MappingFit assemble(double penalty, const std::vector<TargetFit>& fits) const;

private:
    static std::vector<int> places(const std::vector<UnitIndex>& units);
    void fillWeights(MappingFit& fit, const std::vector<TargetFit>& fits) const;

    const MappingData& m_data;
    Side m_from;
    std::vector<UnitIndex> m_predictors; ///< live, rising
    std::vector<UnitIndex> m_targets;
    Matrix m_gram;
    Matrix m_correlations; ///< [live predictors x live targets]
};

std::vector<int> Targets::places(const std::vector<UnitIndex>& units)
{
    std::vector<int> result;
    for (const UnitIndex unit : units)
        result.push_back(unit.value);
    return result;
}

std::vector<TargetFit> Targets::solveLeastSquares() const
{
    const Matrix weights = leastSquares(m_gram, m_correlations);
    const Matrix residual = m_correlations - m_gram * weights;
    std::vector<TargetFit> fits(m_targets.size());
    for (Index target = 0; target < count(); ++target) {
        TargetFit& fit = fits[static_cast<std::size_t>(target)];
        for (Index i = 0; i < weights.rows(); ++i)
            fit.weights.push_back({static_cast<int>(i), weights(i, target)});
        const auto column = weights.col(target);
        fit.loss =
            (1 - column.dot(m_correlations.col(target)) - column.dot(residual.col(target))) / 2;
        fit.kkt = residual.rows() > 0 ? residual.col(target).cwiseAbs().maxCoeff() : 0;
    }
    return fits;
}

std::vector<LassoWeight> Targets::startOf(const MappingFit& fit, Index target) const
{
    std::vector<LassoWeight> weights;
    const int column = m_targets[static_cast<std::size_t>(target)].value;
    auto live = m_predictors.begin();
    for (SparseWeights::InnerIterator entry(fit.weights, column); entry; ++entry) {
        live = std::lower_bound(live, m_predictors.end(), UnitIndex{static_cast<int>(entry.row())});
        weights.push_back({static_cast<int>(live - m_predictors.begin()), entry.value()});
    }
    return weights;
}

void Targets::fillWeights(MappingFit& fit, const std::vector<TargetFit>& fits) const
{
    fit.weights.resize(m_data.units(m_from), m_data.units(other(m_from)));
    Index nonzeros = 0;
    for (const TargetFit& target : fits)
        nonzeros += static_cast<Index>(target.weights.size());
    fit.weights.reserve(nonzeros);
    std::size_t next = 0;
    for (int column = 0; column < fit.weights.cols(); ++column) {
        fit.weights.startVec(column);
        if (next == m_targets.size() || m_targets[next].value != column)
            continue;
        for (const LassoWeight& weight : fits[next].weights)
            fit.weights.insertBack(m_predictors[static_cast<std::size_t>(weight.predictor)].value,
                                   column) = weight.value;
        ++next;
    }
    fit.weights.finalize();
    fit.meanNonzeros = static_cast<double>(nonzeros) / static_cast<double>(count());
}

MappingFit Targets::assemble(double penalty, const std::vector<TargetFit>& fits) const
{
    MappingFit fit;
    fit.penalty = penalty;
    fit.weights.resize(m_data.units(m_from), m_data.units(other(m_from)));
    if (fits.empty())
        return fit;
    fillWeights(fit, fits);
    MappingError error;
    error.r2 = Vector::Zero(fit.weights.cols());
    for (std::size_t target = 0; target < fits.size(); ++target) {
        fit.kkt = std::max(fit.kkt, fits[target].kkt);
        error.loss += fits[target].loss;
        error.r2[m_targets[target].value] = 1 - 2 * fits[target].loss;
    }
    error.loss /= static_cast<double>(count());
    error.meanR2 = 1 - 2 * error.loss;
    fit.training = std::move(error);
    if (m_data.heldOut)
        fit.heldOut = heldOutError(m_data, m_from, fit.weights, {}, m_targets);
    return fit;
}

/// Solves every target for falling penalties, from `start` or from nothing.
std::vector<MappingFit> fitAll(const Targets& targets, const std::vector<double>& penalties,
                               const MappingFit* start, const Progress& progress)
{
    const auto count = static_cast<std::size_t>(targets.count());
    std::vector<std::vector<TargetFit>> fits(penalties.size(), std::vector<TargetFit>(count));
    std::atomic<Index> done = 0;
    parallelFor(targets.count(), kTargetGrain, progress, [&](Index begin, Index end) {
        LassoSolver solver(targets.gram());
        for (Index target = begin; target < end; ++target) {
            if (start)
                solver.start(targets.correlations(target), targets.startOf(*start, target),
                             start->penalty);
            else
                solver.start(targets.correlations(target));
            for (std::size_t k = 0; k < penalties.size() && penalties[k] > 0; ++k) {
                progress.checkpoint();
                solver.solve(penalties[k], progress);
                fits[k][static_cast<std::size_t>(target)] = {solver.weights(), solver.loss(),
                                                             solver.kkt()};
            }
            progress.report(static_cast<double>(++done) / static_cast<double>(count));
        }
    });
    std::vector<MappingFit> result;
    for (std::size_t k = 0; k < penalties.size(); ++k) {
        progress.checkpoint();
        if (penalties[k] == 0)
            fits[k] = targets.solveLeastSquares();
        result.push_back(targets.assemble(penalties[k], fits[k]));
        fits[k].clear();
    }
    return result;
}

} // namespace

const MappingFit* SparseMapping::nearest(double penalty) const
{
    const auto distance = [&](const MappingFit& fit) {
        return std::abs(std::log(std::max(fit.penalty, 1e-12) / std::max(penalty, 1e-12)));
    };
    const auto found = std::ranges::min_element(path, {}, distance);
    return found == path.end() ? nullptr : &*found;
}

const MappingFit& SparseMapping::tradeOff(double share) const
{
    assert(!path.empty() && share > 0 && share <= 1);
    const auto r2 = [](const MappingFit& fit) {
        return fit.heldOut ? fit.heldOut->meanR2 : fit.training ? fit.training->meanR2 : 0;
    };
    const double best = r2(*std::ranges::max_element(path, {}, r2));
    const auto found =
        best > 0 ? std::ranges::find_if(
                       path, [&](const MappingFit& fit) { return r2(fit) >= share * best; })
                 : path.end();
    return found == path.end() ? path.back() : *found;
}

const MappingFit& SparseMapping::best() const
{
    assert(!path.empty());
    return *std::ranges::min_element(path, {}, [](const MappingFit& fit) {
        return fit.heldOut ? fit.heldOut->loss : fit.training ? fit.training->loss : 0;
    });
}

std::string SparseMapping::bestPenaltyRemark() const
{
    if (path.size() < 2 || &best() != &path.back() || !best().heldOut || !(best().penalty > 0))
        return {};
    std::ostringstream text;
    text << "The penalty that predicts the inputs held out best, " << std::setprecision(3)
         << best().penalty << ", is the smallest that was tried: smaller ones may do better.";
    return text.str();
}

std::vector<double> publishedLambdas()
{
    return {1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 0};
}

std::vector<double> mappingPenalties(const MappingData& data, const MappingOptions& options)
{
    std::vector<double> penalties = options.penalties;
    for (const double lambda : options.lambdas)
        penalties.push_back(data.penaltyOfLambda(lambda));
    if (penalties.empty()) {
        assert(options.count >= 2 && options.ratio > 0 && options.ratio < 1);
        const double largest = data.largestPenalty();
        for (int k = 0; k < options.count; ++k)
            penalties.push_back(
                largest * std::pow(options.ratio, static_cast<double>(k) /
                                                      static_cast<double>(options.count - 1)));
    }
    std::ranges::sort(penalties, std::greater{});
    const auto repeats = std::ranges::unique(penalties);
    penalties.erase(repeats.begin(), repeats.end());
    assert(penalties.back() >= 0 && std::isfinite(penalties.front()));
    return penalties;
}

SparseMapping mapSparsely(const MappingData& data, const MappingOptions& options,
                          const Progress& progress)
{
    const Targets targets(data, options.from);
    return {options.from, fitAll(targets, mappingPenalties(data, options), nullptr, progress)};
}

MappingFit mapSparsely(const MappingData& data, Side from, double penalty, const MappingFit& start,
                       const Progress& progress)
{
    const Targets targets(data, from);
    return std::move(fitAll(targets, {penalty}, &start, progress).front());
}

} // namespace counterpart::core
