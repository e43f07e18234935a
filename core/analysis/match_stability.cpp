#include "core/analysis/match_stability.h"

#include "core/base/parallel.h"
#include "core/base/random.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <mutex>
#include <numeric>

namespace counterpart::core {

namespace {

/// How often each fold is in a resample.
using Counts = std::vector<int>;

/// What adding folds up needs, about the means of all samples: a fold's sums of the deviations d
/// and of their products.
struct FoldSums
{
    double samples = 0;
    SidePair<Vector> sum;
    SidePair<Matrix> within;
    Matrix products; ///< [units of A x units of B]
};

SidePair<Vector> meansOfAll(std::span<const Moments> folds)
{
    double samples = 0;
    SidePair<Vector> mean{Vector::Zero(folds.front().units(Side::A)),
                          Vector::Zero(folds.front().units(Side::B))};
    for (const Moments& fold : folds) {
        const auto n = static_cast<double>(fold.samples);
        samples += n;
        for (const Side side : {Side::A, Side::B})
            mean[side] += n * fold.mean[side];
    }
    return {mean.a / samples, mean.b / samples};
}

FoldSums sumsOf(const Moments& fold, const SidePair<Vector>& centre)
{
    FoldSums sums;
    sums.samples = static_cast<double>(fold.samples);
    SidePair<Vector> shift;
    for (const Side side : {Side::A, Side::B}) {
        shift[side] = fold.mean[side] - centre[side];
        sums.sum[side] = sums.samples * shift[side];
        sums.within[side] = fold.cross[side] + sums.samples * shift[side] * shift[side].transpose();
    }
    sums.products = fold.crossBetween + sums.samples * shift.a * shift.b.transpose();
    return sums;
}

/// `within` is centred, and `sum` what was subtracted to make it so.
Vector inverseDeviations(const Matrix& within, const Vector& sum, double samples)
{
    const Vector left = within.diagonal();
    const Vector squares = left + sum.cwiseAbs2() / samples;
    // What is rounding of the squares does not vary.
    constexpr double kRounding = 1e-13;
    return (left.array() > kRounding * squares.array())
        .select(left.cwiseMax(std::numeric_limits<double>::min()).cwiseSqrt().cwiseInverse(), 0.0);
}

/// The folds of a resample added up, about its own means.
FoldSums addedUp(const std::vector<FoldSums>& folds, const Counts& counts)
{
    const Index p = folds.front().products.rows();
    const Index q = folds.front().products.cols();
    FoldSums all{0,
                 {Vector::Zero(p), Vector::Zero(q)},
                 {Matrix::Zero(p, p), Matrix::Zero(q, q)},
                 Matrix::Zero(p, q)};
    for (std::size_t i = 0; i < folds.size(); ++i) {
        if (counts[i] == 0)
            continue;
        all.samples += counts[i] * folds[i].samples;
        for (const Side side : {Side::A, Side::B}) {
            all.sum[side] += counts[i] * folds[i].sum[side];
            all.within[side] += counts[i] * folds[i].within[side];
        }
        all.products += counts[i] * folds[i].products;
    }
    for (const Side side : {Side::A, Side::B})
        all.within[side] -= all.sum[side] * all.sum[side].transpose() / all.samples;
    all.products -= all.sum.a * all.sum.b.transpose() / all.samples;
    return all;
}

/// The between-network correlations.
Matrix correlationOf(const FoldSums& all)
{
    const Vector a = inverseDeviations(all.within.a, all.sum.a, all.samples);
    const Vector b = inverseDeviations(all.within.b, all.sum.b, all.samples);
    return (a.asDiagonal() * all.products * b.asDiagonal()).cwiseMin(1.0).cwiseMax(-1.0);
}

std::optional<double> ckaOf(const FoldSums& all)
{
    const double norms = all.within.a.norm() * all.within.b.norm();
    return norms > 0 ? std::optional(std::min(1.0, all.products.squaredNorm() / norms))
                     : std::nullopt;
}

/// Draws of folds: with replacement, then halves and what each leaves.
std::vector<Counts> drawCounts(std::size_t folds, const StabilityOptions& options)
{
    std::mt19937_64 random(options.seed);
    std::vector<Counts> draws;
    for (int i = 0; i < options.resamples; ++i) {
        Counts counts(folds, 0);
        for (std::size_t fold = 0; fold < folds; ++fold)
            ++counts[randomBelow(random, folds)];
        draws.push_back(std::move(counts));
    }
    std::vector<std::size_t> order(folds);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (int i = 0; i < options.halves; ++i) {
        randomShuffle(random, order);
        Counts half(folds, 0);
        for (std::size_t place = 0; place < folds / 2; ++place)
            half[order[place]] = 1;
        Counts rest(folds, 1);
        for (std::size_t fold = 0; fold < folds; ++fold)
            rest[fold] -= half[fold];
        draws.push_back(std::move(half));
        draws.push_back(std::move(rest));
    }
    return draws;
}

/// What is kept of the matching of one draw.
struct Outcome
{
    Partners partner, semi; ///< of the units of A
    std::optional<double> matchingMean, semiMean, cka;
};

std::vector<Outcome> outcomesOf(const std::vector<FoldSums>& folds,
                                const std::vector<Counts>& draws,
                                const SidePair<std::vector<UnitIndex>>& dead,
                                const StabilityOptions& options, const Progress& progress)
{
    std::vector<Outcome> outcomes(draws.size());
    std::mutex mutex;
    std::size_t done = 0;
    parallelFor(static_cast<Index>(draws.size()), 1, progress, [&](Index begin, Index end) {
        for (Index i = begin; i < end; ++i) {
            progress.checkpoint();
            const auto draw = static_cast<std::size_t>(i);
            const FoldSums sums = addedUp(folds, draws[draw]);
            const Matching found = match(correlationOf(sums), dead, options.matching, {});
            outcomes[draw] = {found.oneToOne(Side::A), found.semi(Side::A), found.matchingMean,
                              found.semiMean, ckaOf(sums)};
            const std::lock_guard lock(mutex);
            progress.report(static_cast<double>(++done) / static_cast<double>(draws.size()));
        }
    });
    return outcomes;
}

std::optional<Interval> intervalOf(std::span<const Outcome> outcomes,
                                   std::optional<double> Outcome::*number)
{
    std::vector<double> values;
    for (const Outcome& outcome : outcomes) {
        if (outcome.*number)
            values.push_back(*(outcome.*number));
    }
    if (values.empty())
        return std::nullopt;
    std::ranges::sort(values);
    const auto at = [&](double share) {
        const double place = share * static_cast<double>(values.size() - 1);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        return std::lerp(values[below], values[above], place - std::floor(place));
    };
    return Interval{at(0.025), at(0.975)};
}

std::optional<double> meanOf(const std::vector<std::optional<double>>& shares)
{
    double sum = 0;
    int count = 0;
    for (const std::optional<double>& share : shares) {
        sum += share.value_or(0);
        count += share.has_value();
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

/// Of each unit that has a partner, the share of outcomes that give it the same.
std::vector<std::optional<double>>
sharesKept(const Partners& partners, std::span<const Outcome> outcomes, Partners Outcome::*kind)
{
    std::vector<std::optional<double>> shares(partners.size());
    for (std::size_t unit = 0; unit < partners.size(); ++unit) {
        if (!partners[unit].isValid())
            continue;
        const auto same = std::ranges::count_if(outcomes, [&](const Outcome& outcome) {
            return (outcome.*kind)[unit] == partners[unit];
        });
        shares[unit] = static_cast<double>(same) / static_cast<double>(outcomes.size());
    }
    return shares;
}

std::vector<std::optional<double>> sharesAgreed(const Partners& partners,
                                                std::span<const Outcome> halves)
{
    std::vector<std::optional<double>> shares(partners.size());
    for (std::size_t unit = 0; unit < partners.size(); ++unit) {
        if (!partners[unit].isValid())
            continue;
        int same = 0;
        for (std::size_t i = 0; i + 1 < halves.size(); i += 2)
            same += halves[i].partner[unit].isValid() &&
                    halves[i].partner[unit] == halves[i + 1].partner[unit];
        shares[unit] = 2.0 * same / static_cast<double>(halves.size());
    }
    return shares;
}

} // namespace

MatchStability matchStability(std::span<const Moments> folds, const Matching& matching,
                              const SidePair<std::vector<UnitIndex>>& dead,
                              const StabilityOptions& options, const Progress& progress)
{
    assert(folds.size() >= 2 && options.resamples >= 1 && options.halves >= 1);
    const SidePair<Vector> centre = meansOfAll(folds);
    std::vector<FoldSums> sums;
    for (const Moments& fold : folds)
        sums.push_back(sumsOf(fold, centre));
    const std::vector<Outcome> outcomes =
        outcomesOf(sums, drawCounts(folds.size(), options), dead, options, progress);
    const std::span<const Outcome> all(outcomes);
    const auto resamples = all.first(static_cast<std::size_t>(options.resamples));
    const auto halves = all.subspan(static_cast<std::size_t>(options.resamples));

    MatchStability result;
    result.keepsPartner = sharesKept(matching.oneToOne(Side::A), resamples, &Outcome::partner);
    result.keepsSemi = sharesKept(matching.semi(Side::A), resamples, &Outcome::semi);
    result.halvesAgree = sharesAgreed(matching.oneToOne(Side::A), halves);
    result.meanKept = meanOf(result.keepsPartner);
    result.meanSemiKept = meanOf(result.keepsSemi);
    result.meanHalvesAgree = meanOf(result.halvesAgree);
    result.matchingMean = intervalOf(resamples, &Outcome::matchingMean);
    result.semiMean = intervalOf(resamples, &Outcome::semiMean);
    result.cka = intervalOf(resamples, &Outcome::cka);
    return result;
}

} // namespace counterpart::core
