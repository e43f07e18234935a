#include "ui/figures/subspace_figure.h"

#include "plots/ticks.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace counterpart::ui {

using core::Index;
using core::Side;
using core::SubspaceMatch;
using core::UnitSet;

namespace {

/// The steps of epsilon: fine ones for layers of up to kFineUnits units together.
constexpr int kFineSteps = 100;
constexpr int kCoarseSteps = 20;
constexpr Index kFineUnits = 400;
/// The largest epsilon of the grid: every unit that is not orthogonal to the other layer matches.
constexpr double kLast = 0.999;
/// The largest epsilon of the published figures.
constexpr double kPublishedMost = 0.5;
constexpr double kNullShare = 0.5;
/// Simple matches of so many units take about a second.
constexpr std::size_t kQuickUnits = 96;
constexpr std::uint64_t kSeed = 0;
/// With fewer samples a unit, units can match by chance alone (methods.md 2.1).
constexpr Index kSamplesAUnit = 5;

std::vector<double> grid(Index units)
{
    const int steps = units <= kFineUnits ? kFineSteps : kCoarseSteps;
    std::vector<double> epsilons;
    for (int i = 1; i < steps; ++i)
        epsilons.push_back(double(i) / steps);
    epsilons.push_back(kLast);
    return epsilons;
}

plots::XySeries curve(const std::vector<SubspaceMatch>& matches, const std::string& name,
                      plots::XyStyle style, std::size_t colour)
{
    plots::XySeries series{name, style, {colour, {}}, {}};
    for (const SubspaceMatch& match : matches) {
        if (!match.similarity)
            continue;
        plots::XyPoint point{match.epsilon, *match.similarity, {}, {}, {}, {}};
        point.text = name + "   \u03B5 = " + plots::fixed(match.epsilon, 2) + "   similarity " +
                     plots::fixed(*match.similarity, 3) +
                     "   |X*| = " + std::to_string(match.sizes.a) +
                     "   |Y*| = " + std::to_string(match.sizes.b);
        series.points.push_back(std::move(point));
    }
    return series;
}

std::string zerosNote(const SubspaceCurves& curves)
{
    const std::string count = std::to_string(curves.products.zero.size()) + " zero units ";
    switch (curves.zeros) {
    case core::ZeroUnits::Exclude:
        return count + "left out";
    case core::ZeroUnits::Code:
        return count + "never matched";
    case core::ZeroUnits::Literal:
        break;
    }
    return count + "always matched";
}

} // namespace

std::size_t SubspaceCurves::suggestedStep() const
{
    const auto farthest = [&](double highest) {
        double best = 0;
        std::optional<std::size_t> step;
        for (std::size_t i = 0; i < matches.size() && matches[i].epsilon <= highest; ++i) {
            const double gain = matches[i].similarity.value_or(0) - null[i].similarity.value_or(0);
            if (gain > best + 1e-12) {
                best = gain;
                step = i;
            }
        }
        return step;
    };
    return farthest(kPublishedMost).value_or(farthest(1).value_or(nearestStep(kPublishedMost)));
}

std::size_t SubspaceCurves::nearestStep(double epsilon) const
{
    const auto nearest = std::ranges::min_element(
        matches, {}, [&](const SubspaceMatch& match) { return std::abs(match.epsilon - epsilon); });
    return static_cast<std::size_t>(nearest - matches.begin());
}

SubspaceCurves matchSubspaces(const SubspaceRequest& request, const core::Progress& progress)
{
    SubspaceCurves curves;
    curves.zeros = request.zeros;
    curves.isCentred = request.isCentred;
    curves.samples = request.read->moments->samples;
    curves.products = core::unitProducts(*request.read->moments, request.isCentred);
    const std::vector<double> epsilons = grid(curves.products.total());
    curves.matches = core::subspaceMatches(curves.products, epsilons, request.zeros,
                                           progress.part(0, kNullShare));
    curves.null =
        core::subspaceMatches(core::unitProducts(*request.read->shuffled, request.isCentred),
                              epsilons, request.zeros, progress.part(kNullShare, 1));
    curves.largestEpsilon = core::largestEpsilon(curves.products);
    return curves;
}

SimpleMatchList findSimpleMatches(const SimpleRequest& request, const core::Progress& progress)
{
    const SubspaceMatch& match = request.maximum();
    return {request, core::simpleMatches(request.curves->products, match.maximum, match.epsilon,
                                         request.randomOrders, kSeed, progress)};
}

bool isQuick(const SimpleRequest& request)
{
    return request.maximum().maximum.size() <= kQuickUnits;
}

plots::XyContent makeSimilarityAgainstEpsilon(const session::PairResult& result,
                                              const SubspaceCurves& curves)
{
    const PairTitles titles = pairTitles(result);
    plots::XyContent content;
    content.title = titles.full(Side::A) + "  ~  " + titles.full(Side::B);
    content.x = {"\u03B5, the largest distance from the span", 0, 1};
    content.y = {"maximum matching similarity", 0, 1};
    content.series = {curve(curves.matches, "maximum match", plots::XyStyle::LineAndPoints, 0),
                      curve(curves.null, "inputs of B shuffled", plots::XyStyle::Dashed, 6)};
    if (curves.isCentred)
        content.notes.push_back("centred (not as published)");
    if (!curves.products.zero.empty())
        content.notes.push_back(zerosNote(curves));
    const Index larger = std::max(curves.products.units.a, curves.products.units.b);
    if (curves.samples < kSamplesAUnit * larger)
        content.notes.push_back("fewer than " + std::to_string(kSamplesAUnit) +
                                " samples a unit: units can match by chance");
    return content;
}

plots::XyContent makeSimpleSizes(const session::PairResult& result, const SimpleMatchList& list)
{
    std::map<Index, std::pair<int, UnitSet>> counts;
    for (const UnitSet& match : list.simple.matches) {
        auto& [count, units] = counts[static_cast<Index>(match.size())];
        ++count;
        units.insert(units.end(), match.begin(), match.end());
    }
    plots::XySeries bars{{}, plots::XyStyle::Bars, {2, {}}, {}};
    int most = 1;
    for (const auto& [size, entry] : counts) {
        const auto& [count, units] = entry;
        most = std::max(most, count);
        plots::XyPoint point{double(size), double(count), {}, {}, {}, {}};
        point.units = unitsOf(list.of.curves->products, units, result.pair);
        point.text = std::to_string(count) +
                     (count == 1 ? " simple match of " : " simple matches of ") +
                     std::to_string(size) + " units";
        bars.points.push_back(std::move(point));
    }
    plots::XyContent content;
    content.title = "Simple matches at \u03B5 = " + plots::fixed(list.of.maximum().epsilon, 2);
    const double last = counts.empty() ? 4 : double(counts.rbegin()->first);
    content.x = {"units in the match, |X| + |Y|", 0.5, std::max(last, 4.0) + 0.5};
    content.y = {"matches", 0, most * 1.08};
    content.x.isWhole = content.y.isWhole = true;
    content.series.push_back(std::move(bars));
    return content;
}

UnitGroup groupOf(const core::UnitProducts& products, const UnitSet& match,
                  const std::string& title)
{
    UnitGroup group;
    group.title = title;
    for (const Index unit : match) {
        const Side side = products.side(unit);
        const Index index = side == Side::A ? unit : unit - products.units.a;
        group.units[side].push_back(core::UnitIndex{static_cast<int>(index)});
    }
    return group;
}

session::Units unitsOf(const core::UnitProducts& products, const UnitSet& match,
                       const session::LayerPair& pair)
{
    const UnitGroup group = groupOf(products, match, {});
    session::Units units;
    for (const Side side : {Side::A, Side::B}) {
        for (const core::UnitIndex unit : group.units[side])
            units.push_back({pair[side].net, pair[side].layer, unit});
    }
    return units;
}

} // namespace counterpart::ui
