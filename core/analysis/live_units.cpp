#include "core/analysis/live_units.h"

namespace counterpart::core {

std::vector<Index> liveUnits(Index units, const std::vector<UnitIndex>& dead)
{
    std::vector<char> isLive(static_cast<std::size_t>(units), 1);
    for (const UnitIndex unit : dead)
        isLive[static_cast<std::size_t>(unit.value)] = 0;
    std::vector<Index> live;
    for (Index unit = 0; unit < units; ++unit) {
        if (isLive[static_cast<std::size_t>(unit)])
            live.push_back(unit);
    }
    return live;
}

} // namespace counterpart::core
