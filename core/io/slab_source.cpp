#include "core/io/slab_source.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <string_view>

namespace counterpart::core {

namespace {

constexpr Index kPackedElements = Index{1} << 17;       // half a megabyte of floats: fits the cache
constexpr Index kPackedAcrossElements = Index{1} << 20; // where inputs are not outermost: long runs

Index at(const std::vector<Index>& values, int place, Index absent)
{
    return place < 0 ? absent : values[static_cast<std::size_t>(place)];
}

bool canBeUsedInPlace(const TensorReader& reader, const Slab& slab)
{
    return reader.type() == ElementType::Float32 && !reader.swapped() &&
           reinterpret_cast<std::uintptr_t>(slab.data) % alignof(float) == 0;
}

} // namespace

AxisPlaces axisPlaces(AxisOrder axes)
{
    const std::string_view letters = toString(axes);
    const auto place = [&](const char* names) {
        const auto found = letters.find_first_of(names);
        return found == std::string_view::npos ? -1 : static_cast<int>(found);
    };
    return {place("N"), place("CD"), place("H"), place("WT")};
}

SlabSource::SlabSource(std::unique_ptr<TensorReader> reader, AxisOrder axes)
    : m_reader(std::move(reader)),
      m_places(axisPlaces(axes)),
      m_inputs(at(m_reader->shape(), m_places.inputs, 1)),
      m_units(at(m_reader->shape(), m_places.units, 1)),
      m_rows(at(m_reader->shape(), m_places.rows, 1)),
      m_columns(at(m_reader->shape(), m_places.columns, 1))
{
    assert(static_cast<int>(m_reader->axis()) == m_places.inputs);
}

void SlabSource::read(Index firstInput, Index inputCount, Block block)
{
    assert(firstInput >= 0 && firstInput + inputCount <= m_inputs);
    assert(block.rows() == inputCount * positions() && block.cols() == m_units);
    const Index end = firstInput + inputCount;
    for (Index first = firstInput; first < end;) {
        const Index stop = m_reader->slabEnd(first, end);
        const Slab slab = m_reader->read(first, stop - first);
        fill(slab, stop - first,
             block.middleRows((first - firstInput) * positions(), (stop - first) * positions()));
        first = stop;
    }
}

void SlabSource::fill(const Slab& slab, Index inputCount, Block block)
{
    if (canBeUsedInPlace(*m_reader, slab)) {
        fillBlock(reinterpret_cast<const float*>(slab.data), layout(slab.strides, inputCount),
                  block);
        return;
    }
    const Index inputStride = slab.strides[m_reader->axis()];
    const bool inputsOutermost = inputStride == std::ranges::max(slab.strides);
    const Index elements = inputsOutermost ? kPackedElements : kPackedAcrossElements;
    const Index step = std::max<Index>(elements / (m_units * positions()), 1);
    for (Index first = 0; first < inputCount; first += step) {
        const Index count = std::min(step, inputCount - first);
        const std::size_t skip =
            static_cast<std::size_t>(first * inputStride) * sizeOf(m_reader->type());
        const auto strides =
            packAsFloats(*m_reader, {slab.data + skip, slab.strides}, count, m_packed);
        fillBlock(m_packed.data(), layout(strides, count),
                  block.middleRows(first * positions(), count * positions()));
    }
}

SlabLayout SlabSource::layout(const std::vector<Index>& strides, Index inputCount) const
{
    return {inputCount,
            m_units,
            m_rows,
            m_columns,
            at(strides, m_places.inputs, 0),
            at(strides, m_places.units, 0),
            at(strides, m_places.rows, 0),
            at(strides, m_places.columns, 0)};
}

} // namespace counterpart::core
