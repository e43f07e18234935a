#pragma once

#include "core/data/layer.h"
#include "core/data/position_policy.h"

#include <optional>

namespace counterpart::core {

/// Which channel a unit of a reading is, and where in the map a sample of it lies.
struct UnitPlace
{
    UnitIndex channel;
    std::optional<MapPosition> position; ///< none where the policy takes all positions together
};

/// Units that a layer has under a policy: under Flatten one for each channel and position.
Index unitCount(const Layer& layer, Positions positions);

/// `sampled` is the position that the reading gave; it counts only where every position is a
/// sample.
UnitPlace placeOf(const Layer& layer, Positions positions, UnitIndex unit,
                  MapPosition sampled = {});

} // namespace counterpart::core
