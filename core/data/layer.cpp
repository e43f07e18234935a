#include "core/data/layer.h"

#include <array>
#include <cassert>

namespace counterpart::core {

namespace {

/// Where each meaning stands among the axes; -1 where there is no such axis.
struct AxisPlaces
{
    AxisOrder order;
    const char* letters;
    int inputs, units, rows, columns;
};

constexpr std::array kAxisPlaces{AxisPlaces{AxisOrder::NC, "NC", 0, 1, -1, -1},
                                 AxisPlaces{AxisOrder::CN, "CN", 1, 0, -1, -1},
                                 AxisPlaces{AxisOrder::NCHW, "NCHW", 0, 1, 2, 3},
                                 AxisPlaces{AxisOrder::NHWC, "NHWC", 0, 3, 1, 2},
                                 AxisPlaces{AxisOrder::NTD, "NTD", 0, 2, -1, 1},
                                 AxisPlaces{AxisOrder::NDT, "NDT", 0, 1, -1, 2}};

const AxisPlaces& placesOf(AxisOrder axes)
{
    return kAxisPlaces[static_cast<std::size_t>(axes)];
}

Index extent(const Layer& layer, int axis)
{
    if (axis < 0)
        return 1;
    assert(static_cast<std::size_t>(axis) < layer.shape.size());
    return layer.shape[static_cast<std::size_t>(axis)];
}

} // namespace

const char* toString(AxisOrder axes)
{
    return placesOf(axes).letters;
}

std::optional<AxisOrder> axisOrderFromString(const std::string& letters)
{
    for (const AxisPlaces& places : kAxisPlaces) {
        if (letters == places.letters)
            return places.order;
    }
    if (letters == "NTC")
        return AxisOrder::NTD;
    if (letters == "NCT")
        return AxisOrder::NDT;
    return std::nullopt;
}

Index Layer::inputs() const
{
    return extent(*this, placesOf(axes).inputs);
}

Index Layer::units() const
{
    return extent(*this, placesOf(axes).units);
}

Index Layer::rows() const
{
    return extent(*this, placesOf(axes).rows);
}

Index Layer::columns() const
{
    return extent(*this, placesOf(axes).columns);
}

} // namespace counterpart::core
