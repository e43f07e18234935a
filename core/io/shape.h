#pragma once

#include "core/base/types.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterpart::core {

/// Strides of a row-major array of that shape, in elements.
std::vector<Index> rowMajorStrides(std::span<const Index> shape);
/// Strides of a column-major (Fortran) array of that shape, in elements.
std::vector<Index> columnMajorStrides(std::span<const Index> shape);
/// Product of the extents; none if it exceeds the range of Index.
std::optional<Index> elementCount(std::span<const Index> shape);

/// For messages: "(500, 16, 4, 4)".
std::string shapeText(const std::vector<Index>& shape);

} // namespace counterpart::core
