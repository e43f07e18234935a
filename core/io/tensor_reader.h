#pragma once

#include "core/base/types.h"
#include "core/io/element_type.h"
#include "core/io/shape.h"

#include <cstddef>
#include <string>
#include <vector>

namespace counterpart::core {

/// Consecutive places along one axis of a dataset, as they lie in memory.
struct Slab
{
    const std::byte* data = nullptr; ///< the first element
    std::vector<Index> strides;      ///< in elements, one an axis of the dataset
};

/// A dataset of numbers that is read piece by piece along one of its axes, whatever the format.
/// One thread at a time.
class TensorReader
{
public:
    TensorReader(ElementType type, bool swapped, std::vector<Index> shape, std::size_t axis)
        : m_type(type),
          m_swapped(swapped),
          m_shape(std::move(shape)),
          m_axis(axis)
    {
    }
    virtual ~TensorReader() = default;

    ElementType type() const { return m_type; }
    /// True if the byte order of the slabs is not this machine's.
    bool swapped() const { return m_swapped; }
    const std::vector<Index>& shape() const { return m_shape; }
    /// The axis along which slabs are cut.
    std::size_t axis() const { return m_axis; }
    Index extent() const { return m_shape[m_axis]; }

    /// The places [first, first + count) of the axis; valid until the next call. Throws InputError
    /// if they cannot be read.
    virtual Slab read(Index first, Index count) = 0;
    /// Where to end a slab that begins at `first`, at most `end`: what is read at once is bounded.
    virtual Index slabEnd(Index first, Index end) const = 0;

private:
    ElementType m_type;
    bool m_swapped;
    std::vector<Index> m_shape;
    std::size_t m_axis;
};

/// Throws InputError, naming `where`, if there is no such axis or the shape has no element.
void requirePlaces(const std::vector<Index>& shape, std::size_t axis, const std::string& where);

/// Copies `slab` (extents: the reader's shape with `count` places along its axis) to `target` as
/// floats without gaps, in the order in which the slab is stored. Returns the new strides.
std::vector<Index> packAsFloats(const TensorReader& reader, const Slab& slab, Index count,
                                std::vector<float>& target);

} // namespace counterpart::core
