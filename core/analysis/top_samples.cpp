#include "core/analysis/top_samples.h"

#include "core/analysis/column_kernels.h"

#include <algorithm>

namespace counterpart::core {

namespace {
constexpr std::size_t kChunk = 256;
}

TopSamples::TopSamples(int count, Index positions)
    : m_count(static_cast<std::size_t>(count)),
      m_positions(positions)
{
    m_entries.reserve(m_count + 1);
}

bool TopSamples::canEnter(float value) const
{
    return m_entries.size() < m_count || (m_count > 0 && value > m_entries.back().value);
}

void TopSamples::add(std::span<const float> values, float maximum, std::span<const Index> samples)
{
    if (!canEnter(maximum))
        return;
    for (std::size_t begin = 0; begin < values.size(); begin += kChunk) {
        const auto chunk = values.subspan(begin, std::min(kChunk, values.size() - begin));
        if (!canEnter(rangeOf(chunk).maximum))
            continue;
        for (std::size_t i = 0; i < chunk.size(); ++i) {
            if (canEnter(chunk[i]))
                insert({chunk[i], samples[begin + i]});
        }
    }
}

void TopSamples::insert(Entry entry)
{
    const Index input = entry.sample / m_positions;
    const auto same = std::ranges::find_if(
        m_entries, [&](const Entry& other) { return other.sample / m_positions == input; });
    if (same != m_entries.end()) {
        if (entry.value <= same->value)
            return;
        m_entries.erase(same);
    }
    const auto place = std::ranges::find_if(
        m_entries, [&](const Entry& other) { return other.value < entry.value; });
    m_entries.insert(place, entry);
    if (m_entries.size() > m_count)
        m_entries.pop_back();
}

std::vector<TopSample> TopSamples::samples(Index columns) const
{
    std::vector<TopSample> top;
    top.reserve(m_entries.size());
    for (const Entry& entry : m_entries) {
        const Index position = entry.sample % m_positions;
        top.push_back({InputIndex{static_cast<int>(entry.sample / m_positions)},
                       static_cast<int>(position / columns), static_cast<int>(position % columns),
                       entry.value});
    }
    return top;
}

void countAsStored(std::vector<TopSample>& samples, const ActivationSource& source)
{
    for (TopSample& sample : samples) {
        const MapPosition position = source.storedPosition({sample.row, sample.column});
        sample.input = source.storedInput(sample.input);
        sample.row = position.row;
        sample.column = position.column;
    }
}

} // namespace counterpart::core
