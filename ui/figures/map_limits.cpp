#include "ui/figures/map_limits.h"

#include "plots/ticks.h"

#include <algorithm>
#include <limits>

namespace counterpart::ui {

plots::ColourLimits mapLimits(core::Measure measure,
                              const std::vector<std::optional<double>>& values, MapRange range)
{
    const core::MeasureCard& card = core::cardOf(measure);
    const plots::ColourLimits full{std::max(0.0, card.low), card.high};
    if (range == MapRange::Measure)
        return full;
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    plots::ColourLimits found{kInfinity, -kInfinity};
    for (const std::optional<double>& value : values) {
        if (!value)
            continue;
        found.low = std::min(found.low, *value);
        found.high = std::max(found.high, *value);
    }
    return plots::isRange(found.low, found.high) ? found : full;
}

} // namespace counterpart::ui
