#include "ui/figures/gallery_figure.h"

#include "core/data/unit_place.h"
#include "core/io/network_file.h"
#include "core/io/pictures.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>
#include <map>
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

/// Reads what the file holds of the units of one side, each input picture once.
class UnitPictureLoader
{
public:
    UnitPictureLoader(const session::PairResult& result, Side side,
                      const std::vector<ShownPair>& pairs, int crops)
        : m_network(*result.networks[side]),
          m_layer(m_network.layer(result.pair[side].layer)),
          m_ref(result.pair[side]),
          m_positions(result.analysis->options.pass.policy.positions),
          m_profile(result.analysis->statistics.profile[side]),
          m_crops(crops)
    {
        m_unitPictures = core::readUnitPictures(m_network, m_ref.layer);
        if (m_layer.unitNames)
            m_names = core::readStrings(m_network, *m_layer.unitNames);
        readInputs(pairs, side);
    }

    plots::UnitPictures load(core::UnitIndex unit) const
    {
        plots::UnitPictures shown;
        if (!unit.isValid())
            return shown;
        const auto place = static_cast<std::size_t>(placeOf(unit).channel.value);
        shown.unit = {m_ref.net, m_ref.layer, unit};
        shown.name = std::to_string(unit.value);
        if (place < m_names.size())
            shown.name += " " + m_names[place];
        if (place < m_unitPictures.size())
            shown.filter = m_unitPictures[place];
        for (const core::TopSample& sample : topSamples(unit)) {
            const core::Picture& input = m_inputs.at(sample.input);
            const auto position = placeOf(unit, {sample.row, sample.column}).position;
            if (input.isEmpty())
                continue;
            if (!position)
                shown.crops.push_back(input);
            else
                shown.crops.push_back(
                    core::cropReceptiveField(input, m_layer, position->row, position->column));
        }
        return shown;
    }

private:
    core::UnitPlace placeOf(core::UnitIndex unit, core::MapPosition sampled = {}) const
    {
        return core::placeOf(m_layer, m_positions, unit, sampled);
    }

    std::span<const core::TopSample> topSamples(core::UnitIndex unit) const
    {
        const auto& top = m_profile.units.at(static_cast<std::size_t>(unit.value)).top;
        return std::span(top).first(std::min(top.size(), static_cast<std::size_t>(m_crops)));
    }

    void readInputs(const std::vector<ShownPair>& pairs, Side side)
    {
        std::set<core::InputIndex> wanted;
        for (const ShownPair& pair : pairs) {
            if (!pair.unit[side].isValid())
                continue;
            for (const core::TopSample& sample : topSamples(pair.unit[side]))
                wanted.insert(sample.input);
        }
        const std::vector<core::InputIndex> inputs(wanted.begin(), wanted.end());
        std::vector<core::Picture> pictures = core::readInputPictures(m_network, inputs);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            m_inputs[inputs[i]] = i < pictures.size() ? std::move(pictures[i]) : core::Picture{};
    }

    const core::Network& m_network;
    const core::Layer& m_layer;
    core::LayerRef m_ref;
    core::Positions m_positions;
    const core::LayerProfile& m_profile;
    int m_crops;
    std::vector<core::Picture> m_unitPictures;
    std::vector<std::string> m_names;
    std::map<core::InputIndex, core::Picture> m_inputs;
};

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
    content.valueName = result.isSigned ? "r" : "|r|";
    content.cropsPerSide = cropsPerSide;
    return content;
}

/// `count` and the noun, for example "Eight best pairs" as "8 best pairs".
std::string sectionTitle(std::size_t count, const char* which)
{
    return std::to_string(count) + " " + which + (count == 1 ? " pair" : " pairs");
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
    const UnitPictureLoader loaderA(result, Side::A, all, crops);
    progress.report(0.4);
    progress.checkpoint();
    const UnitPictureLoader loaderB(result, Side::B, all, crops);
    progress.report(0.8);
    progress.checkpoint();

    plots::GalleryContent content = makeContent(result, options.cropsPerSide);
    const auto addSection = [&](const std::vector<ShownPair>& pairs, const char* which) {
        plots::GallerySection section{sectionTitle(pairs.size(), which), {}};
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

plots::GalleryContent loadPair(const session::PairResult& result, const session::Units& units,
                               const core::Progress& progress)
{
    constexpr int kCropsPerSide = 3;
    ShownPair pair;
    for (const core::UnitRef& unit : units) {
        for (const Side side : {Side::A, Side::B}) {
            if (unit.layerRef() == result.pair[side] && !pair.unit[side].isValid())
                pair.unit[side] = unit.unit;
        }
    }
    const bool isPair = pair.unit.a.isValid() && pair.unit.b.isValid();
    if (isPair)
        pair.value = result.similarity(pair.unit.a, pair.unit.b);
    const UnitPictureLoader loaderA(result, Side::A, {pair}, kCropsPerSide * kCropsPerSide);
    progress.checkpoint();
    const UnitPictureLoader loaderB(result, Side::B, {pair}, kCropsPerSide * kCropsPerSide);
    plots::GalleryContent content = makeContent(result, kCropsPerSide);
    content.sections.push_back(
        {"", {{loaderA.load(pair.unit.a), loaderB.load(pair.unit.b), pair.value, isPair}}});
    return content;
}

} // namespace counterpart::ui
