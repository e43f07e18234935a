#include "core/analysis/analysis_warnings.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace counterpart::core {

namespace {

/// Fewer samples than this many a unit make correlations unreliable.
constexpr double kSamplesPerUnit = 5;

std::string fileName(const Network& network)
{
    return network.path.filename().string();
}

std::string counted(Index count, const char* one, const char* many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// The warnings in the order in which they were met.
class Warnings
{
public:
    template <class... Parts>
    void add(const Parts&... parts)
    {
        std::ostringstream text;
        text.precision(3);
        (text << ... << parts);
        m_sentences.push_back(text.str());
    }
    std::vector<std::string> take() { return std::move(m_sentences); }

private:
    std::vector<std::string> m_sentences;
};

void warnOfSamples(Warnings& warnings, const LayerPairAnalysis& analysis)
{
    const LayerPairStatistics& statistics = analysis.statistics;
    const PositionPolicy& policy = analysis.options.pass.policy;
    const Index n = statistics.moments.samples;
    if (statistics.droppedSamples > 0)
        warnings.add(counted(statistics.droppedSamples, "sample was", "samples were"),
                     " dropped for a NaN or an infinity; ", n, " are left.");
    if (policy.maxSamples > 0 && n + statistics.droppedSamples == policy.maxSamples)
        warnings.add(policy.maxSamples, " samples at most were asked for: ", n,
                     " were used, drawn with seed ", policy.seed, ".");
    const Index units =
        std::max(statistics.moments.units(Side::A), statistics.moments.units(Side::B));
    const double perUnit = static_cast<double>(n) / static_cast<double>(std::max<Index>(units, 1));
    if (perUnit < kSamplesPerUnit)
        warnings.add("There are only ", n, " samples for ", units, " units (", perUnit,
                     " a unit): correlations of so few samples are large by chance.");
    if (statistics.moments.precision == Precision::Single)
        warnings.add("The samples were multiplied in single precision: correlations are exact to "
                     "about 1e-6.");
}

void warnOfUnits(Warnings& warnings, const std::string& place, const LayerPairAnalysis& analysis,
                 Side side)
{
    const Index units = analysis.statistics.moments.units(side);
    const auto dead = static_cast<Index>(analysis.correlation.dead[side].size());
    if (dead > 0)
        warnings.add(place, ": ", dead, " of ", units,
                     dead == 1 ? " units is dead" : " units are dead",
                     " (the activation never changes) and left out of matchings and averages.");
    std::set<UnitIndex> duplicates;
    for (const auto& [first, second] : duplicateUnits(analysis.correlation.within[side]))
        duplicates.insert({first, second});
    if (!duplicates.empty())
        warnings.add(place, ": ", duplicates.size(), " of ", units,
                     " units duplicate another one (correlation 1); which of them is matched is "
                     "arbitrary.");
}

} // namespace

std::vector<std::string> analysisWarnings(const SidePair<const Network*>& networks,
                                          const SidePair<LayerIndex>& layers,
                                          const InputIdentity& identity,
                                          const LayerPairAnalysis& analysis)
{
    Warnings warnings;
    if (identity.kind == InputIdentity::Kind::Assumed)
        warnings.add(identity.message);
    if (identity.kind == InputIdentity::Kind::Reordered)
        warnings.add("The inputs stand in another order in ", fileName(*networks.b), " than in ",
                     fileName(*networks.a), " and were paired by their ids.");
    warnOfSamples(warnings, analysis);
    for (const Side side : {Side::A, Side::B}) {
        const Layer& layer = networks[side]->layer(layers[side]);
        const std::string place = fileName(*networks[side]) + ", " + layer.name;
        if (layer.axesGuessed)
            warnings.add(place, ": the axes are guessed as ", toString(layer.axes),
                         "; the file does not say.");
        warnOfUnits(warnings, place, analysis, side);
    }
    return warnings.take();
}

} // namespace counterpart::core
