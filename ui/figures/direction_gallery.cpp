#include "core/analysis/direction_ends.h"
#include "core/data/unit_place.h"
#include "core/io/pictures.h"
#include "plots/ticks.h"
#include "ui/figures/pair_titles.h"
#include "ui/figures/similarity_figure.h"
#include "ui/figures/unit_picture_loader.h"

#include <algorithm>

namespace counterpart::ui {

using core::Side;

namespace {

constexpr int kEndInputs = 9;
constexpr std::size_t kShownUnits = 8;
constexpr int kCropsPerSide = 3;
constexpr double kReadShare = 0.7;

/// The parts of inputs that samples of a layer see.
std::vector<core::Picture> picturesOf(const session::PairResult& result, Side side,
                                      const std::vector<core::TopSample>& samples)
{
    const core::Network& network = *result.networks[side];
    const core::Layer& layer = network.layer(result.pair[side].layer);
    const bool isPlaced = core::takesEveryPosition(result.analysis->options.pass.policy.positions);
    std::vector<core::InputIndex> inputs;
    for (const core::TopSample& sample : samples)
        inputs.push_back(sample.input);
    std::vector<core::Picture> pictures = core::readInputPictures(network, inputs);
    std::erase_if(pictures, [](const core::Picture& picture) { return picture.isEmpty(); });
    if (!isPlaced || pictures.size() != samples.size())
        return pictures;
    for (std::size_t i = 0; i < samples.size(); ++i)
        pictures[i] =
            core::cropReceptiveField(pictures[i], layer, samples[i].row, samples[i].column);
    return pictures;
}

/// The inputs at one end of a direction, in the place of the unit that carries it most.
plots::UnitPictures endPictures(const session::PairResult& result, Side side,
                                const std::vector<core::TopSample>& samples, core::UnitRef unit)
{
    plots::UnitPictures shown;
    shown.unit = unit;
    shown.name = "direction";
    shown.crops = picturesOf(result, side, samples);
    if (!shown.crops.empty())
        shown.filter = shown.crops.front(); // the farthest one large
    return shown;
}

std::vector<core::UnitIndex> firstUnits(const std::vector<CarryingUnit>& units)
{
    std::vector<core::UnitIndex> first;
    for (std::size_t i = 0; i < std::min(units.size(), kShownUnits); ++i)
        first.push_back(units[i].unit.unit);
    return first;
}

plots::GallerySection unitSection(const session::PairResult& result,
                                  const core::SidePair<std::vector<CarryingUnit>>& units)
{
    constexpr int kCrops = kCropsPerSide * kCropsPerSide;
    core::SidePair<std::vector<plots::UnitPictures>> pictures;
    for (const Side side : {Side::A, Side::B}) {
        const std::vector<core::UnitIndex> first = firstUnits(units[side]);
        const UnitPictureLoader loader(result, side, first, kCrops);
        for (std::size_t i = 0; i < first.size(); ++i) {
            pictures[side].push_back(loader.load(first[i]));
            pictures[side].back().note = plots::fixed(units[side][i].correlation, 2);
        }
    }
    plots::GallerySection section{"Units by correlation with the direction", {}};
    const std::size_t count = std::max(pictures.a.size(), pictures.b.size());
    for (std::size_t i = 0; i < count; ++i) {
        plots::GalleryPair pair;
        pair.hasPartner = false;
        if (i < pictures.a.size())
            pair.a = std::move(pictures.a[i]);
        if (i < pictures.b.size())
            pair.b = std::move(pictures.b[i]);
        section.pairs.push_back(std::move(pair));
    }
    return section;
}

} // namespace

plots::GalleryContent loadDirection(const session::PairResult& result,
                                    const DirectionRequest& request, const core::Progress& progress)
{
    const PairSimilarity& similarity = *request.similarity;
    const core::Cca& cca = *similarity.cca;
    const core::Index at = request.direction;
    const double sign = directionSign(similarity, at);
    progress.stage("reading both layers");
    const core::SidePair<core::DirectionEnds> ends = core::findDirectionEnds(
        {result.networks.a.get(), result.networks.b.get()},
        {result.pair.a.layer, result.pair.b.layer}, result.analysis->options.pass,
        {sign * cca.directions(Side::A, at, 1), sign * cca.directions(Side::B, at, 1)},
        similarity.read.moments->mean, kEndInputs, progress.part(0, kReadShare));
    progress.stage("reading pictures");
    const core::SidePair<std::vector<CarryingUnit>> units{
        carryingUnits(result, similarity, at, Side::A),
        carryingUnits(result, similarity, at, Side::B)};
    const PairTitles titles = pairTitles(result);
    plots::GalleryContent content{
        titles.full(Side::A), titles.full(Side::B), "\u03C1", {}, kCropsPerSide};
    const double rho = cca.coefficients[at];
    plots::GallerySection endSection{"Direction " + std::to_string(at + 1) + ": inputs at its ends",
                                     {}};
    const auto end = [&](std::vector<core::TopSample> core::DirectionEnds::*which) {
        return plots::GalleryPair{endPictures(result, Side::A, ends.a.*which, units.a.front().unit),
                                  endPictures(result, Side::B, ends.b.*which, units.b.front().unit),
                                  rho, true};
    };
    endSection.pairs = {end(&core::DirectionEnds::high), end(&core::DirectionEnds::low)};
    endSection.pairs[0].a.name = endSection.pairs[0].b.name = "high end";
    endSection.pairs[1].a.name = endSection.pairs[1].b.name = "low end";
    content.sections.push_back(std::move(endSection));
    progress.checkpoint();
    content.sections.push_back(unitSection(result, units));
    return content;
}

} // namespace counterpart::ui
