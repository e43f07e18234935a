#include "plots/axis_ticks.h"

#include "plots/text_metrics.h"

#include <algorithm>

namespace counterpart::plots {

namespace {

using core::Index;

constexpr double kSmallestGap = 4; // between the numbers of neighbours
constexpr double kGap = 16;        // between numbers with places left out

Index tickStep(double cell, double extent)
{
    if (cell >= extent + kSmallestGap)
        return 1;
    Index power = 1;
    while (true) {
        for (const Index factor : {1, 2, 5})
            if (static_cast<double>(factor * power) * cell >= extent + kGap)
                return factor * power;
        power *= 10;
    }
}

} // namespace

std::vector<UnitTick> unitTicks(const core::Order& order, const PlacedAxis& axis, double extent)
{
    std::vector<UnitTick> ticks;
    const Index step = tickStep(axis.cellSize(), extent);
    const Index first = (axis.firstVisible() + step - 1) / step * step;
    for (Index place = first; place <= axis.lastVisible(); place += step) {
        const double at = axis.at(static_cast<double>(place) + 0.5);
        if (at >= axis.start && at <= axis.start + axis.size())
            ticks.push_back({at, std::to_string(order[static_cast<std::size_t>(place)].value)});
    }
    return ticks;
}

double widestUnitLabel(const core::Order& order)
{
    const auto largest = std::ranges::max_element(order);
    if (largest == order.end())
        return 0;
    // The digit 4 is the widest of the font.
    return textWidth(std::string(std::to_string(largest->value).size(), '4'), TextRole::Tick);
}

} // namespace counterpart::plots
