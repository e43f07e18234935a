#include "core/data/unit_place.h"

namespace counterpart::core {

Index unitCount(const Layer& layer, Positions positions)
{
    return positions == Positions::Flatten ? layer.units() * layer.positions() : layer.units();
}

UnitPlace placeOf(const Layer& layer, Positions positions, UnitIndex unit, MapPosition sampled)
{
    const int columns = static_cast<int>(layer.columns());
    const int perChannel = static_cast<int>(layer.positions());
    switch (positions) {
    case Positions::All:
    case Positions::Resize:
        return {unit, sampled};
    case Positions::Centre:
        return {unit, MapPosition{static_cast<int>(layer.rows()) / 2, columns / 2}};
    case Positions::Flatten: {
        const int position = unit.value % perChannel;
        return {UnitIndex{unit.value / perChannel},
                MapPosition{position / columns, position % columns}};
    }
    case Positions::Mean:
    case Positions::Max:
        break;
    }
    return {unit, std::nullopt};
}

} // namespace counterpart::core
