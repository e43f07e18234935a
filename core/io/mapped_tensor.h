#pragma once

#include "core/io/mapped_file.h"
#include "core/io/stored_array.h"
#include "core/io/tensor_reader.h"

namespace counterpart::core {

/// An array that lies in a file as it is, without compression. Where the places of the axis follow
/// one another, a slab is mapped without a copy; where each is spread over the whole array (units x
/// inputs), its runs are copied together. Either way only the slab at hand is in memory.
class MappedTensor : public TensorReader
{
public:
    /// Throws InputError if the file is shorter than the array.
    MappedTensor(MappedFile file, const StoredArray& array, std::size_t axis);

    Slab read(Index first, Index count) override;
    Index slabEnd(Index first, Index end) const override;

private:
    Slab copyRuns(Index first, Index count);
    /// Elements of an array with `count` places along the axis, up to and including the axis.
    Index blockElements(Index count) const { return m_strides[axis()] * count; }

    MappedFile m_file;
    MappedWindow m_window;
    std::uint64_t m_offset;
    std::vector<Index> m_strides;
    Index m_elements; ///< of the whole array
    std::vector<std::byte> m_copied;
};

} // namespace counterpart::core
