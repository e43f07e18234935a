#pragma once

#include "core/base/types.h"

#include <vector>

namespace counterpart::core {

/// One of the samples that excite a unit most.
struct TopSample
{
    InputIndex input; ///< its place in the layer's own file
    int row = 0;      ///< position in the layer's map
    int column = 0;
    float value = 0;
};

/// Counts of a unit's activations in equal bins over [low, high].
struct Histogram
{
    double low = 0;
    double high = 0;
    std::vector<Index> counts;
};

/// What one pass keeps of a unit beside its moments.
struct UnitProfile
{
    float minimum = 0;
    float maximum = 0;
    Histogram histogram;
    /// The inputs with the largest activation, largest first, one entry an input (at its most
    /// active position); ties go to the earlier input and position.
    std::vector<TopSample> top;
};

/// The units of one layer over the samples of one pass.
struct LayerProfile
{
    std::vector<UnitProfile> units;
    /// Units whose activation never changes: their correlation is undefined.
    std::vector<UnitIndex> dead;

    bool isDead(UnitIndex unit) const;
};

} // namespace counterpart::core
