#include "core/io/tensor_reader.h"

#include "core/base/error.h"

#include <algorithm>
#include <numeric>

namespace counterpart::core {

namespace {

std::vector<std::size_t> axesByFallingStride(const std::vector<Index>& strides)
{
    std::vector<std::size_t> axes(strides.size());
    std::iota(axes.begin(), axes.end(), std::size_t{0});
    std::ranges::stable_sort(axes, std::ranges::greater{},
                             [&](std::size_t a) { return strides[a]; });
    return axes;
}

} // namespace

void requirePlaces(const std::vector<Index>& shape, std::size_t axis, const std::string& where)
{
    if (axis >= shape.size() || elementCount(shape).value_or(0) == 0)
        throw InputError(where + " is empty: its shape is " + shapeText(shape) + ".");
}

std::vector<Index> packAsFloats(const TensorReader& reader, const Slab& slab, Index count,
                                std::vector<float>& target)
{
    std::vector<Index> extents = reader.shape();
    extents[reader.axis()] = count;
    const std::vector<std::size_t> axes = axesByFallingStride(slab.strides);

    std::vector<Index> packed(extents.size());
    Index run = 1; // elements that follow one another in the slab
    std::size_t outerAxes = axes.size();
    Index total = 1;
    for (std::size_t i = axes.size(); i-- > 0;) {
        const std::size_t axis = axes[i];
        packed[axis] = total;
        total *= extents[axis];
        if (outerAxes == i + 1 && (extents[axis] == 1 || slab.strides[axis] == run)) {
            run *= extents[axis];
            outerAxes = i;
        }
    }
    target.resize(static_cast<std::size_t>(total));

    const std::size_t bytes = sizeOf(reader.type());
    std::vector<Index> place(outerAxes, 0);
    for (Index done = 0; done < total; done += run) {
        Index offset = 0;
        for (std::size_t i = 0; i < outerAxes; ++i)
            offset += place[i] * slab.strides[axes[i]];
        convertToFloat(reader.type(), reader.swapped(),
                       slab.data + static_cast<std::size_t>(offset) * bytes,
                       static_cast<std::size_t>(run), target.data() + done);
        for (std::size_t i = outerAxes; i-- > 0 && ++place[i] == extents[axes[i]];)
            place[i] = 0;
    }
    return packed;
}

} // namespace counterpart::core
