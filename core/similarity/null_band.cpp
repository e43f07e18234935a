#include "core/similarity/null_band.h"

#include "core/base/error.h"

#include <algorithm>

namespace counterpart::core {

namespace {

/// Takes the values of one draw in; the mean is a sum until the last one.
void take(NullBand& band, std::size_t measure, const ValueGrid& values, bool isFirst)
{
    if (isFirst) {
        for (auto* grids : {&band.mean, &band.low, &band.high})
            grids->push_back(values);
        return;
    }
    for (std::size_t cell = 0; cell < values.values.size(); ++cell) {
        if (!values.values[cell] || !band.mean[measure].values[cell])
            continue;
        const double value = *values.values[cell];
        *band.mean[measure].values[cell] += value;
        std::optional<double>& low = band.low[measure].values[cell];
        std::optional<double>& high = band.high[measure].values[cell];
        low = std::min(*low, value);
        high = std::max(*high, value);
    }
}

} // namespace

std::shared_ptr<const NullBand> similarityNull(const SidePair<const Network*>& networks,
                                               const SidePair<std::vector<LayerIndex>>& layers,
                                               const std::vector<Measure>& measures,
                                               const ComparisonOptions& options, int draws,
                                               std::uint64_t seed, const Progress& progress)
{
    if (networks.a == networks.b)
        throw UsageError("A network cannot be shuffled against itself: " +
                         networks.a->path.string() + " is on both sides.");
    auto band = std::make_shared<NullBand>();
    band->draws = draws;
    band->seed = seed;
    band->measures = measures;
    for (int draw = 0; draw < draws; ++draw) {
        ComparisonOptions shuffled = options;
        shuffled.samples.shuffleSeed = seed + static_cast<std::uint64_t>(draw);
        shuffled.measures.keepsCoefficients = false;
        const auto map = similarityMap(networks, layers, measures, shuffled,
                                       progress.part(static_cast<double>(draw) / draws,
                                                     static_cast<double>(draw + 1) / draws));
        for (std::size_t i = 0; i < measures.size(); ++i)
            take(*band, i, map->values[i], draw == 0);
    }
    for (ValueGrid& grid : band->mean) {
        for (std::optional<double>& value : grid.values) {
            if (value)
                *value /= draws;
        }
    }
    return band;
}

} // namespace counterpart::core
