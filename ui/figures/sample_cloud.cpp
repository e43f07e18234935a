#include "ui/figures/sample_cloud.h"

#include "core/analysis/direction_ends.h"
#include "core/io/network_file.h"
#include "plots/series_colours.h"
#include "ui/figures/pair_titles.h"

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

using core::Index;
using core::Side;

namespace {

constexpr Index kShownSamples = 600;
constexpr Index kDirections = 3;
constexpr std::size_t kMostLabels = 30; ///< more are no categories
constexpr double kReadShare = 0.9;

/// The labels that occur, and the place of each input's; none where there are too many.
struct Labels
{
    std::vector<std::string> names;
    std::vector<int> category; ///< of each input
};

Labels labelsOf(const core::Network& network)
{
    const std::vector<std::string> texts = core::readLabels(network);
    Labels labels;
    labels.names = texts;
    std::ranges::sort(labels.names);
    const auto repeats = std::ranges::unique(labels.names);
    labels.names.erase(repeats.begin(), repeats.end());
    if (labels.names.size() > kMostLabels)
        return {};
    for (const std::string& text : texts)
        labels.category.push_back(
            static_cast<int>(std::ranges::lower_bound(labels.names, text) - labels.names.begin()));
    return labels;
}

} // namespace

core::SidePair<plots::CloudContent> loadSampleClouds(const session::PairResult& result,
                                                     const PairSimilarity& similarity,
                                                     const core::Progress& progress)
{
    const core::Cca& cca = *similarity.cca;
    const Index count = std::min(kDirections, cca.coefficients.size());
    progress.stage("reading both layers");
    const core::DirectionSamples drawn = core::sampleDirections(
        {result.networks.a.get(), result.networks.b.get()},
        {result.pair.a.layer, result.pair.b.layer}, result.analysis->options.pass,
        {cca.directions(Side::A, 0, count), cca.directions(Side::B, 0, count)},
        similarity.read.moments->mean, kShownSamples, progress.part(0, kReadShare));
    const Labels labels = labelsOf(*result.networks.a);
    const PairTitles titles = pairTitles(result);
    // Variates have norm 1 over all samples; to deviation 1.
    const double scale = std::sqrt(static_cast<double>(cca.samples));
    core::SidePair<plots::CloudContent> clouds;
    for (const Side side : {Side::A, Side::B}) {
        plots::CloudContent& cloud = clouds[side];
        cloud.title = titles.full(side);
        cloud.categories = labels.names;
        for (Index axis = 0; axis < count; ++axis)
            cloud.axes[std::size_t(axis)] = "direction " + std::to_string(axis + 1);
        for (std::size_t i = 0; i < drawn.inputs.size(); ++i) {
            plots::CloudPoint point;
            for (Index axis = 0; axis < count; ++axis)
                point.at[std::size_t(axis)] = scale * drawn.values[side](Index(i), axis);
            const auto input = static_cast<std::size_t>(drawn.inputs[i].value);
            if (input < labels.category.size())
                point.category = labels.category[input];
            point.text = "input " + std::to_string(input);
            point.units = {{{}, {}, core::UnitIndex{static_cast<int>(i)}}};
            cloud.points.push_back(std::move(point));
        }
        cloud.notes = {std::to_string(drawn.inputs.size()) + " of " + std::to_string(cca.samples) +
                       " samples"};
        if (labels.names.size() > plots::kDifferentColours)
            cloud.notes.push_back("colours of " + std::to_string(labels.names.size()) +
                                  " classes repeat");
    }
    return clouds;
}

} // namespace counterpart::ui
