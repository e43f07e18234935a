#include "ui/figures/joint_figure.h"

#include "plots/ticks.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>

namespace counterpart::ui {

using core::Side;

namespace {

constexpr double kSaturatedShare = 0.99; // of the occupied cells, methods.md A12

plots::DensityAxis makeAxis(const PairTitles& titles, bool namesNetworks,
                            const core::SidedUnit& shown, const core::ValueRange& range)
{
    const auto& [side, unit] = shown;
    const std::string layer =
        namesNetworks ? titles.full(side) : (side == Side::A ? "A " : "B ") + titles.layer[side];
    return {layer + "[" + std::to_string(unit.value) + "]", side, range.low, range.high};
}

std::string valuesNote(const core::JointHistogram& histogram)
{
    const std::string r =
        histogram.correlation ? "r = " + plots::fixed(*histogram.correlation, 3) : "r undefined";
    const double information = histogram.information - histogram.informationBias;
    return r + ",  MI = " + plots::fixed(information, 3) + " nats";
}

} // namespace

plots::DensityContent makeJointHistogram(const session::PairResult& result,
                                         const core::JointHistogram& histogram, bool namesNetworks)
{
    const PairTitles titles = pairTitles(result);
    plots::DensityContent content;
    content.notes = {valuesNote(histogram), std::to_string(histogram.rows) + " samples"};
    content.x = makeAxis(titles, namesNetworks, histogram.pair.x, histogram.rangeX);
    content.y = makeAxis(titles, namesNetworks, histogram.pair.y, histogram.rangeY);
    content.counts = histogram.counts;
    content.saturation = static_cast<double>(core::countAt(histogram.counts, kSaturatedShare));
    content.countName = "samples";
    return content;
}

std::vector<plots::DensityContent> loadJointHistograms(const session::PairResult& result,
                                                       const std::vector<core::UnitPair>& pairs,
                                                       const core::JointHistogramOptions& options,
                                                       bool namesNetworks,
                                                       const core::Progress& progress)
{
    const auto histograms =
        core::jointHistograms({result.networks.a.get(), result.networks.b.get()},
                              {result.pair.a.layer, result.pair.b.layer}, pairs,
                              result.analysis->options.pass, options, progress);
    std::vector<plots::DensityContent> contents;
    for (const core::JointHistogram& histogram : histograms)
        contents.push_back(makeJointHistogram(result, histogram, namesNetworks));
    return contents;
}

std::vector<core::UnitPair> extremePairs(const session::PairResult& result, int count)
{
    const std::vector<core::UnitMatch>& units = result.matching->units.a;
    std::vector<core::UnitIndex> ranked;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        if (units[unit].partner.isValid())
            ranked.push_back({static_cast<int>(unit)});
    }
    const auto matchOf = [&](core::UnitIndex unit) -> const core::UnitMatch& {
        return units[static_cast<std::size_t>(unit.value)];
    };
    std::ranges::stable_sort(ranked, std::greater{},
                             [&](core::UnitIndex unit) { return matchOf(unit).partnerValue; });
    std::vector<core::UnitPair> pairs;
    const std::size_t best = std::min(ranked.size(), static_cast<std::size_t>(count));
    const std::size_t worst = std::max(best, ranked.size() - best);
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        if (i < best || i >= worst)
            pairs.push_back({{Side::A, ranked[i]}, {Side::B, matchOf(ranked[i]).partner}, {}, {}});
    }
    return pairs;
}

} // namespace counterpart::ui
