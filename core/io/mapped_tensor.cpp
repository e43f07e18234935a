#include "core/io/mapped_tensor.h"

#include "core/base/error.h"

#include <algorithm>

namespace counterpart::core {

MappedTensor::MappedTensor(MappedFile file, const StoredArray& array, std::size_t axis)
    : TensorReader(array.type, array.swapped, array.shape, axis),
      m_file(std::move(file)),
      m_offset(array.offset),
      m_strides(array.columnMajor ? columnMajorStrides(array.shape) : rowMajorStrides(array.shape)),
      m_elements(elementCount(array.shape).value())
{
    const std::uint64_t bytes = static_cast<std::uint64_t>(m_elements) * sizeOf(array.type);
    const std::uint64_t present = m_file.size();
    if (m_offset > present || bytes > present - m_offset) {
        throw InputError(m_file.path().string() + " is truncated: its header promises " +
                         std::to_string(bytes) + " bytes of data from byte " +
                         std::to_string(m_offset) + " on, and the file has " +
                         std::to_string(present) + " bytes.");
    }
}

Slab MappedTensor::read(Index first, Index count)
{
    if (blockElements(extent()) < m_elements)
        return copyRuns(first, count);
    const auto place = static_cast<std::size_t>(blockElements(1)) * sizeOf(type());
    m_window = m_file.window(m_offset + static_cast<std::size_t>(first) * place,
                             static_cast<std::size_t>(count) * place);
    return {m_window.data(), m_strides};
}

Slab MappedTensor::copyRuns(Index first, Index count)
{
    const std::size_t element = sizeOf(type());
    const Index block = blockElements(extent());
    const std::size_t run = static_cast<std::size_t>(blockElements(count)) * element;
    m_copied.resize(static_cast<std::size_t>(m_elements / block) * run);
    std::byte* target = m_copied.data();
    for (Index begin = 0; begin < m_elements; begin += block, target += run) {
        const auto offset = static_cast<std::uint64_t>(begin + blockElements(first)) * element;
        m_file.copy(m_offset + offset, run, target);
    }
    std::vector<Index> strides = m_strides;
    for (Index& stride : strides) {
        if (stride >= block)
            stride = stride / extent() * count;
    }
    return {m_copied.data(), strides};
}

Index MappedTensor::slabEnd(Index first, Index end) const
{
    constexpr Index kMappedElements = Index{16} << 20;
    constexpr Index kCopiedElements = Index{4} << 20;
    const bool copied = blockElements(extent()) < m_elements;
    const Index perPlace = m_elements / extent();
    return std::min(
        end, first + std::max<Index>((copied ? kCopiedElements : kMappedElements) / perPlace, 1));
}

} // namespace counterpart::core
