#include "core/analysis/subspace_match.h"

#include "core/analysis/span_residuals.h"
#include "core/base/random.h"

#include <algorithm>
#include <numeric>

namespace counterpart::core {

namespace {

constexpr double kBisectionWidth = 1e-4;

double effective(double epsilon)
{
    return std::max(epsilon, kSmallestEpsilon);
}

SidePair<UnitSet> bySide(const UnitProducts& products, const UnitSet& units)
{
    SidePair<UnitSet> sets;
    for (const Index unit : units)
        sets[products.side(unit)].push_back(unit);
    return sets;
}

/// The units of both sides that are left, while units that are too far from the other side's span
/// are dropped.
class Shrinking
{
public:
    Shrinking(const UnitProducts& products, const UnitSet& units, double epsilon)
        : Shrinking(products, bySide(products, units), epsilon)
    {
    }

    bool holds(Index unit) const { return m_isLeft[static_cast<std::size_t>(unit)]; }

    UnitSet units() const
    {
        UnitSet left;
        for (std::size_t unit = 0; unit < m_isLeft.size(); ++unit) {
            if (m_isLeft[unit])
                left.push_back(static_cast<Index>(unit));
        }
        return left;
    }

    /// Takes units out of both the span and the targets of their side.
    void drop(const UnitSet& units, Side side)
    {
        for (const Index unit : units)
            m_isLeft[static_cast<std::size_t>(unit)] = false;
        m_fromSpanOf[side].drop(units);
    }

    /// Drops until what is left is a match; stops early once `needed` is out.
    void settle(Index needed, const Progress& progress)
    {
        for (int quietSides = 0; quietSides < 2;) {
            for (const Side side : {Side::A, Side::B}) {
                progress.checkpoint();
                const UnitSet far = tooFar(side);
                quietSides = far.empty() ? quietSides + 1 : 0;
                if (!far.empty())
                    drop(far, side);
                if (needed >= 0 && !holds(needed))
                    return;
            }
        }
    }

private:
    Shrinking(const UnitProducts& products, const SidePair<UnitSet>& sets, double epsilon)
        : m_epsilon(effective(epsilon)),
          m_isLeft(static_cast<std::size_t>(products.total())),
          m_fromSpanOf{SpanResiduals(products.products, sets.a, sets.b),
                       SpanResiduals(products.products, sets.b, sets.a)}
    {
        for (const Side side : {Side::A, Side::B}) {
            for (const Index unit : sets[side])
                m_isLeft[static_cast<std::size_t>(unit)] = true;
        }
    }

    UnitSet tooFar(Side side) const
    {
        const SpanResiduals& residuals = m_fromSpanOf[other(side)];
        UnitSet far;
        for (std::size_t i = 0; i < residuals.targets().size(); ++i) {
            if (holds(residuals.targets()[i]) && residuals.residual(i) > m_epsilon)
                far.push_back(residuals.targets()[i]);
        }
        return far;
    }

    double m_epsilon;
    std::vector<bool> m_isLeft;
    SidePair<SpanResiduals> m_fromSpanOf;
};

UnitSet withoutZeros(const UnitProducts& products)
{
    UnitSet units;
    for (Index unit = 0; unit < products.total(); ++unit) {
        if (!std::ranges::binary_search(products.zero, unit))
            units.push_back(unit);
    }
    return units;
}

void count(const UnitProducts& products, ZeroUnits zeros, SubspaceMatch& match)
{
    for (const Index unit : match.maximum)
        ++match.sizes[products.side(unit)];
    const auto zeroCount = static_cast<Index>(products.zero.size());
    Index all = products.total();
    if (zeros == ZeroUnits::Exclude)
        all -= zeroCount;
    if (zeros == ZeroUnits::Literal) {
        for (const Index unit : products.zero)
            ++match.sizes[products.side(unit)];
    }
    if (all > 0)
        match.similarity =
            static_cast<double>(match.sizes.a + match.sizes.b) / static_cast<double>(all);
}

} // namespace

MatchTest testMatch(const UnitProducts& products, const UnitSet& units, double epsilon)
{
    const SidePair<UnitSet> sets = bySide(products, units);
    MatchTest test;
    test.isMatch = !sets.a.empty() && !sets.b.empty();
    for (const Side side : {Side::A, Side::B}) {
        const SpanResiduals residuals(products.products, sets[other(side)], sets[side]);
        for (std::size_t i = 0; i < sets[side].size(); ++i) {
            const double residual = residuals.residual(i);
            if (test.worst[side] < 0 || residual > test.residual[side]) {
                test.worst[side] = sets[side][i];
                test.residual[side] = residual;
            }
        }
        test.isMatch = test.isMatch && test.residual[side] <= effective(epsilon);
    }
    return test;
}

UnitSet maximumMatch(const UnitProducts& products, const UnitSet& units, double epsilon,
                     const Progress& progress)
{
    UnitSet left = units;
    for (bool isSettled = false; !isSettled;) {
        Shrinking shrinking(products, left, epsilon);
        shrinking.settle(-1, progress);
        // What was dropped step by step is checked against a fresh factorisation.
        const UnitSet now = shrinking.units();
        isSettled = now.size() == left.size();
        left = now;
    }
    return left;
}

UnitSet minimalMatch(const UnitProducts& products, const UnitSet& within, Index unit,
                     const UnitSet& order, double epsilon, const Progress& progress)
{
    if (!std::ranges::binary_search(within, unit))
        return {};
    Shrinking best(products, within, epsilon);
    for (std::size_t i = 0; i < order.size(); ++i) {
        progress.report(static_cast<double>(i) / static_cast<double>(order.size()));
        if (order[i] == unit || !best.holds(order[i]))
            continue;
        Shrinking attempt = best;
        attempt.drop({order[i]}, products.side(order[i]));
        attempt.settle(unit, progress);
        if (attempt.holds(unit))
            best = std::move(attempt);
    }
    return best.units();
}

SimpleMatches simpleMatches(const UnitProducts& products, const UnitSet& maximum, double epsilon,
                            int randomOrders, std::uint64_t seed, const Progress& progress)
{
    SimpleMatches result;
    std::vector<UnitSet> all;
    std::mt19937_64 random(seed);
    const double steps = static_cast<double>(maximum.size()) * (1 + randomOrders);
    double done = 0;
    for (const Index unit : maximum) {
        std::vector<UnitSet> ofUnit;
        UnitSet order = maximum;
        for (int trial = 0; trial <= randomOrders; ++trial) {
            const Progress part = progress.part(done / steps, (done + 1) / steps);
            ofUnit.push_back(minimalMatch(products, maximum, unit, order, epsilon, part));
            randomShuffle(random, order);
            ++done;
        }
        std::ranges::sort(ofUnit);
        const auto repeats = std::ranges::unique(ofUnit);
        ofUnit.erase(repeats.begin(), repeats.end());
        result.found.emplace_back(unit, static_cast<int>(ofUnit.size()));
        all.insert(all.end(), ofUnit.begin(), ofUnit.end());
    }
    std::ranges::sort(all);
    const auto repeats = std::ranges::unique(all);
    all.erase(repeats.begin(), repeats.end());
    std::ranges::stable_sort(all, {}, &UnitSet::size);
    result.matches = std::move(all);
    return result;
}

std::vector<SubspaceMatch> subspaceMatches(const UnitProducts& products,
                                           const std::vector<double>& epsilons, ZeroUnits zeros,
                                           const Progress& progress)
{
    std::vector<std::size_t> order(epsilons.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t i) { return epsilons[i]; });
    std::vector<SubspaceMatch> matches(epsilons.size());
    // A match at one epsilon is a match at every larger one: each search starts from the last.
    UnitSet units = withoutZeros(products);
    for (std::size_t i = 0; i < order.size(); ++i) {
        SubspaceMatch& match = matches[order[i]];
        match.epsilon = epsilons[order[i]];
        units = maximumMatch(products, units, match.epsilon, progress);
        match.maximum = units;
        count(products, zeros, match);
        progress.report(static_cast<double>(i + 1) / static_cast<double>(order.size()));
    }
    return matches;
}

std::optional<double> largestEpsilon(const UnitProducts& products)
{
    const MatchTest test = testMatch(products, withoutZeros(products), 1);
    if (test.worst.a < 0 || test.worst.b < 0)
        return std::nullopt;
    return std::max(test.residual.a, test.residual.b);
}

std::optional<double> smallestEpsilon(const UnitProducts& products, Index size,
                                      const Progress& progress)
{
    const auto hasSize = [&](const UnitSet& units) {
        const SidePair<UnitSet> sets = bySide(products, units);
        return static_cast<Index>(std::min(sets.a.size(), sets.b.size())) >= size;
    };
    double low = 0;
    double high = 1 - kBisectionWidth / 2;
    UnitSet units = maximumMatch(products, withoutZeros(products), high, progress);
    if (!hasSize(units))
        return std::nullopt;
    while (high - low > kBisectionWidth) {
        const double middle = (low + high) / 2;
        UnitSet smaller = maximumMatch(products, units, middle, progress);
        if (hasSize(smaller)) {
            high = middle;
            units = std::move(smaller);
        } else {
            low = middle;
        }
    }
    return high;
}

} // namespace counterpart::core
