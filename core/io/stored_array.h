#pragma once

#include "core/io/element_type.h"
#include "core/io/shape.h"

#include <cstdint>
#include <vector>

namespace counterpart::core {

/// Where an array lies in a file.
struct StoredArray
{
    std::uint64_t offset = 0; ///< bytes from the file's beginning
    ElementType type = ElementType::Float32;
    bool swapped = false;     ///< the byte order is not this machine's
    bool columnMajor = false; ///< NumPy's fortran_order
    std::vector<Index> shape;
};

} // namespace counterpart::core
