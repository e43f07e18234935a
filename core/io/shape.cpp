#include "core/io/shape.h"

namespace counterpart::core {

std::vector<Index> rowMajorStrides(std::span<const Index> shape)
{
    std::vector<Index> strides(shape.size(), 1);
    for (std::size_t axis = shape.size(); axis-- > 1;)
        strides[axis - 1] = strides[axis] * shape[axis];
    return strides;
}

std::vector<Index> columnMajorStrides(std::span<const Index> shape)
{
    std::vector<Index> strides(shape.size(), 1);
    for (std::size_t axis = 1; axis < shape.size(); ++axis)
        strides[axis] = strides[axis - 1] * shape[axis - 1];
    return strides;
}

std::optional<Index> elementCount(std::span<const Index> shape)
{
    Index count = 1;
    for (const Index extent : shape) {
        if (extent < 0 || __builtin_mul_overflow(count, extent, &count))
            return std::nullopt;
    }
    return count;
}

std::string shapeText(const std::vector<Index>& shape)
{
    std::string text = "(";
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        text += (axis > 0 ? ", " : "") + std::to_string(shape[axis]);
    return text + (shape.size() == 1 ? ",)" : ")");
}

} // namespace counterpart::core
