#pragma once

#include "plots/matrix_plot.h"

#include <cstddef>
#include <vector>

namespace counterpart::plots {

/// Which place shows a unit; -1 for none.
inline std::vector<core::Index> placesOfUnits(const core::Order& order)
{
    std::vector<core::Index> places;
    for (std::size_t place = 0; place < order.size(); ++place) {
        const auto unit = static_cast<std::size_t>(order[place].value);
        if (places.size() <= unit)
            places.resize(unit + 1, -1);
        places[unit] = static_cast<core::Index>(place);
    }
    return places;
}

/// An axis with what is looked up in it at every paint.
struct AxisIndex
{
    core::LayerRef layer;
    std::vector<core::Index> placeOfUnit;
    std::vector<char> isDead; ///< by place

    void assign(const MatrixAxis& axis)
    {
        layer = axis.layer;
        placeOfUnit = placesOfUnits(axis.order);
        isDead.assign(axis.order.size(), 0);
        for (const core::UnitIndex unit : axis.dead)
            if (const core::Index place = placeOf({layer.net, layer.layer, unit}); place >= 0)
                isDead[static_cast<std::size_t>(place)] = 1;
    }

    core::Index placeOf(core::UnitRef unit) const
    {
        const auto number = static_cast<std::size_t>(unit.unit.value);
        if (unit.layerRef() != layer || number >= placeOfUnit.size())
            return -1;
        return placeOfUnit[number];
    }

    std::vector<core::Index> placesOf(const std::vector<core::UnitRef>& units) const
    {
        std::vector<core::Index> places;
        for (const core::UnitRef& unit : units)
            if (const core::Index place = placeOf(unit); place >= 0)
                places.push_back(place);
        return places;
    }
};

} // namespace counterpart::plots
