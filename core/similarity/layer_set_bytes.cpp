#include "core/data/unit_place.h"
#include "core/similarity/layer_set_pass.h"
#include "core/similarity/layer_set_sources.h"

#include <algorithm>

namespace counterpart::core {

namespace {

/// What SampleReader keeps in flight at least, whatever the units, and of each unit.
constexpr Index kBlockBytes = Index{8} << 20;
constexpr Index kBlockBytesOfAUnit = Index{8} << 10;
/// What an open layer keeps of the file at most, and as much again where positions are reduced.
constexpr Index kReaderBytes = Index{4} << 20;

Index bytesOf(const Layer& layer)
{
    return layer.inputs() * layer.units() * layer.positions() * Index{sizeof(float)};
}

/// The buffers of an open layer.
Index readerBytes(const Layer& layer, const LayerSetOptions& options)
{
    const bool isReduced = layer.positions() > 1 && options.policy.positions != Positions::All;
    return (isReduced ? 2 : 1) * std::min(bytesOf(layer), kReaderBytes);
}

/// What is kept of a layer whose inputs may be read out of order.
Index orderBytes(const Layer& layer, const LayerSetOptions& options)
{
    constexpr Index kBytesOfAnInput = 12;
    if (!options.shuffleSeed && options.inputOrder == InputOrder::AsStored)
        return 0;
    return 2 * std::min(bytesOf(layer), kReorderBytes) + kBytesOfAnInput * layer.inputs();
}

/// What is kept of so many columns, and the distances of so many layers.
Index distanceBytes(Index columns, Index layers, Index samples)
{
    return samples * columns * Index{sizeof(float)} +
           layers * samples * samples / 2 * Index{sizeof(double)};
}

} // namespace

Index unitsOf(const LayerPick& pick, Positions positions)
{
    return pick.units.empty() ? unitCount(pick.description(), positions)
                              : static_cast<Index>(pick.units.size());
}

Index layerSetBytes(std::span<const LayerPick> picks, std::span<const PlacePair> pairs,
                    const LayerSetOptions& options)
{
    const auto units = [&](int place) {
        return unitsOf(picks[static_cast<std::size_t>(place)], options.policy.positions);
    };
    Index values = 0;
    Index stacked = 0;
    Index sources = 0;
    for (int place = 0; place < static_cast<int>(picks.size()); ++place) {
        const LayerPick& pick = picks[static_cast<std::size_t>(place)];
        values += units(place) * units(place);
        stacked += units(place);
        sources += readerBytes(pick.description(), options);
        if (pick.network != picks.front().network)
            sources += orderBytes(pick.description(), options);
    }
    for (const PlacePair& pair : pairs)
        values += units(pair.first) * units(pair.second);
    return values * Index{sizeof(double)} + std::max(kBlockBytes, stacked * kBlockBytesOfAUnit) +
           sources +
           distanceBytes(stacked, static_cast<Index>(picks.size()), options.distanceSamples);
}

} // namespace counterpart::core
