#pragma once

#include "core/base/types.h"

#include <cstdint>
#include <optional>
#include <string>

namespace counterpart::core {

/// How a layer with spatial or token axes becomes [samples x units] (formats.md).
enum class Positions {
    All,     ///< every position of every input is a sample, in (input, row, column) order
    Mean,    ///< one sample an input: the mean over positions
    Max,     ///< one sample an input: the maximum over positions
    Centre,  ///< one sample an input: the position (rows / 2, columns / 2)
    Flatten, ///< one sample an input; every (unit, row, column) is a unit of its own
    Resize   ///< as All, after larger maps were averaged to the fewest rows and columns among the
             ///< layers compared (resizedMaps()): positions of maps of different sizes are paired
};

/// Whether each position of the compared maps is a sample of its own.
constexpr bool takesEveryPosition(Positions positions)
{
    return positions == Positions::All || positions == Positions::Resize;
}

/// A position in a layer's map.
struct MapPosition
{
    int row = 0;
    int column = 0;

    bool operator==(const MapPosition&) const = default;
};

/// "all", "mean", "max", "centre", "flatten", "resize".
const char* toString(Positions positions);
std::optional<Positions> positionsFromString(const std::string& name);

/// The choice for a layer pair. The same samples are taken from both networks.
struct PositionPolicy
{
    Positions positions = Positions::All;
    /// At most this many samples, drawn without replacement by `seed`; 0 keeps all.
    Index maxSamples = 0;
    std::uint64_t seed = 0;

    bool operator==(const PositionPolicy&) const = default;
};

} // namespace counterpart::core
