#include "ui/figures/gallery_figure.h"

#include "core/analysis/assignment.h"
#include "ui/figures/measure_names.h"
#include "ui/figures/pair_titles.h"
#include "ui/figures/unit_picture_loader.h"

#include <algorithm>
#include <functional>
#include <set>

namespace counterpart::ui {

namespace {

using core::Side;

/// Two units that are shown together; either may be none.
struct ShownPair
{
    core::SidePair<core::UnitIndex> unit;
    double value = 0;
};

std::vector<core::UnitIndex> unitsOf(const std::vector<ShownPair>& pairs, Side side)
{
    std::vector<core::UnitIndex> units;
    for (const ShownPair& pair : pairs)
        units.push_back(pair.unit[side]);
    return units;
}

/// Every live unit of A with its partner of that kind, by falling value.
std::vector<ShownPair> rankedPairs(const session::PairResult& result, session::MatchKind kind)
{
    std::vector<ShownPair> pairs;
    const auto& units = result.matching->units.a;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const core::UnitMatch& match = units[i];
        const bool bySemi = kind == session::MatchKind::Semi;
        const core::UnitIndex partner = bySemi ? match.semi : match.partner;
        if (partner.isValid())
            pairs.push_back({{core::UnitIndex{static_cast<int>(i)}, partner},
                             bySemi ? match.semiValue : match.partnerValue});
    }
    std::ranges::stable_sort(pairs, std::greater{}, &ShownPair::value);
    return pairs;
}

plots::GalleryContent makeContent(const session::PairResult& result, int cropsPerSide)
{
    const PairTitles titles = pairTitles(result);
    plots::GalleryContent content;
    content.titleA = titles.full(Side::A);
    content.titleB = titles.full(Side::B);
    content.valueName = measureSymbol(result.measure);
    content.cropsPerSide = cropsPerSide;
    return content;
}

/// The units of a group in pairs, those without a partner last.
std::vector<ShownPair> pairedUnits(const session::PairResult& result, const UnitGroup& group,
                                   const core::Progress& progress)
{
    const core::Matrix& between = result.analysis->correlation.between;
    const auto& [a, b] = group.units;
    core::Matrix values(core::Index(a.size()), core::Index(b.size()));
    for (core::Index i = 0; i < values.rows(); ++i)
        for (core::Index j = 0; j < values.cols(); ++j)
            values(i, j) = between(a[std::size_t(i)].value, b[std::size_t(j)].value);
    std::vector<core::UnitIndex> column(a.size());
    if (values.size() > 0)
        column = core::assignMaximum(values, progress);
    std::vector<ShownPair> pairs;
    std::vector<ShownPair> alone;
    std::set<core::UnitIndex> paired;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!column[i].isValid()) {
            alone.push_back({{a[i], {}}, 0});
            continue;
        }
        const core::UnitIndex partner = b[std::size_t(column[i].value)];
        paired.insert(partner);
        pairs.push_back({{a[i], partner}, between(a[i].value, partner.value)});
    }
    for (const core::UnitIndex unit : b) {
        if (!paired.contains(unit))
            alone.push_back({{{}, unit}, 0});
    }
    std::ranges::stable_sort(pairs, std::greater{}, &ShownPair::value);
    pairs.insert(pairs.end(), alone.begin(), alone.end());
    return pairs;
}

/// For example "8 best pairs of the semi-matching".
std::string sectionTitle(std::size_t count, const char* which, session::MatchKind kind)
{
    return std::to_string(count) + " " + which + (count == 1 ? " pair" : " pairs") +
           (kind == session::MatchKind::Semi ? " of the semi-matching"
                                             : " of the one-to-one matching");
}

} // namespace

plots::GalleryContent loadGallery(const session::PairResult& result, const GalleryOptions& options,
                                  const core::Progress& progress)
{
    progress.stage("reading pictures");
    const std::vector<ShownPair> ranked = rankedPairs(result, options.kind);
    const std::size_t count = std::min(ranked.size(), static_cast<std::size_t>(options.pairs));
    const std::vector<ShownPair> best(ranked.begin(), ranked.begin() + std::ptrdiff_t(count));
    // Units that are among the best are not shown again where a layer has few units.
    const std::size_t worstCount = std::min(count, ranked.size() - count);
    const std::vector<ShownPair> worst(ranked.end() - std::ptrdiff_t(worstCount), ranked.end());

    std::vector<ShownPair> all = best;
    all.insert(all.end(), worst.begin(), worst.end());
    const int crops = options.cropsPerSide * options.cropsPerSide;
    const UnitPictureLoader loaderA(result, Side::A, unitsOf(all, Side::A), crops);
    progress.report(0.4);
    progress.checkpoint();
    const UnitPictureLoader loaderB(result, Side::B, unitsOf(all, Side::B), crops);
    progress.report(0.8);
    progress.checkpoint();

    plots::GalleryContent content = makeContent(result, options.cropsPerSide);
    const auto addSection = [&](const std::vector<ShownPair>& pairs, const char* which) {
        plots::GallerySection section{sectionTitle(pairs.size(), which, options.kind), {}};
        for (const ShownPair& pair : pairs)
            section.pairs.push_back(
                {loaderA.load(pair.unit.a), loaderB.load(pair.unit.b), pair.value, true});
        if (!pairs.empty())
            content.sections.push_back(std::move(section));
    };
    addSection(best, "best");
    addSection(worst, "worst");
    return content;
}

plots::GalleryContent loadGroups(const session::PairResult& result,
                                 const std::vector<UnitGroup>& groups, int mostPairs,
                                 int cropsPerSide, const core::Progress& progress)
{
    progress.stage("reading pictures");
    std::vector<std::vector<ShownPair>> sections;
    std::vector<ShownPair> all;
    plots::GalleryContent content = makeContent(result, cropsPerSide);
    content.valueName = "r";
    content.noPartner = "no other one here";
    for (const UnitGroup& group : groups) {
        std::vector<ShownPair> pairs = pairedUnits(result, group, progress.part(0, 0.2));
        std::string title = group.title;
        if (pairs.size() > static_cast<std::size_t>(mostPairs)) {
            title += ", " + std::to_string(mostPairs) + " of " + std::to_string(pairs.size()) +
                     " columns";
            pairs.resize(static_cast<std::size_t>(mostPairs));
        }
        all.insert(all.end(), pairs.begin(), pairs.end());
        content.sections.push_back({std::move(title), {}});
        sections.push_back(std::move(pairs));
    }
    const int crops = cropsPerSide * cropsPerSide;
    const UnitPictureLoader loaderA(result, Side::A, unitsOf(all, Side::A), crops);
    progress.report(0.6);
    progress.checkpoint();
    const UnitPictureLoader loaderB(result, Side::B, unitsOf(all, Side::B), crops);
    for (std::size_t i = 0; i < sections.size(); ++i) {
        for (const ShownPair& pair : sections[i])
            content.sections[i].pairs.push_back({loaderA.load(pair.unit.a),
                                                 loaderB.load(pair.unit.b), pair.value,
                                                 pair.unit.a.isValid() && pair.unit.b.isValid()});
    }
    return content;
}

plots::GalleryContent loadPair(const session::PairResult& result,
                               const std::vector<core::SidedUnit>& units,
                               const core::Progress& progress)
{
    constexpr int kCropsPerSide = 3;
    const PairTitles titles = pairTitles(result);
    plots::GalleryContent content = makeContent(result, kCropsPerSide);
    plots::GalleryPair pair;
    pair.hasPartner = units.size() == 2;
    const auto place = [&](Side where, const core::SidedUnit& shown) {
        const UnitPictureLoader loader(result, shown.side, {shown.unit},
                                       kCropsPerSide * kCropsPerSide);
        (where == Side::A ? pair.a : pair.b) = loader.load(shown.unit);
        (where == Side::A ? content.titleA : content.titleB) = titles.full(shown.side);
        content.network[where] = shown.side;
        progress.checkpoint();
    };
    if (pair.hasPartner) {
        place(Side::A, units[0]);
        place(Side::B, units[1]);
        const MeasuredValue joins = similarityOf(result, units[0], units[1]);
        content.valueName = measureSymbol(joins.measure);
        pair.value = joins.value;
    } else if (!units.empty()) {
        // Or else the place of the other network would say that there is no partner.
        content.titleB.clear();
        place(Side::A, units[0]);
    }
    content.sections.push_back({"", {std::move(pair)}});
    return content;
}

} // namespace counterpart::ui
