#include "core/analysis/mean_activations.h"

#include <algorithm>

namespace counterpart::core {

std::vector<UnitMean> unitsByMean(const Vector& mean)
{
    std::vector<UnitMean> units;
    for (Index unit = 0; unit < mean.size(); ++unit)
        units.push_back({UnitIndex{static_cast<int>(unit)}, mean[unit]});
    std::ranges::stable_sort(units, std::ranges::greater{}, &UnitMean::mean);
    return units;
}

ActiveUnits mostAndLeastActive(const LayerPairStatistics& statistics, Side side, int count)
{
    std::vector<UnitMean> units = unitsByMean(statistics.moments.mean[side]);
    std::erase_if(units,
                  [&](const UnitMean& one) { return statistics.profile[side].isDead(one.unit); });
    const auto shown = static_cast<std::ptrdiff_t>(
        std::min(units.size(), static_cast<std::size_t>(std::max(count, 0))));
    return {{units.begin(), units.begin() + shown}, {units.end() - shown, units.end()}};
}

} // namespace counterpart::core
