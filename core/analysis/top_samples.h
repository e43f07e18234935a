#pragma once

#include "core/analysis/activation_profile.h"
#include "core/io/activation_source.h"

#include <span>
#include <vector>

namespace counterpart::core {

/// The inputs that excite a unit most, each at its most active position, found as samples stream by
/// in order. Ties go to the earlier input and position.
class TopSamples
{
public:
    /// At most `count` inputs, of layers with `positions` samples an input.
    TopSamples(int count, Index positions);

    /// Adds values that are all at most `maximum`; samples[i] is the number of the i-th among all
    /// samples, larger than any number before.
    void add(std::span<const float> values, float maximum, std::span<const Index> samples);
    /// Largest first; `columns` as in ActivationSource.
    std::vector<TopSample> samples(Index columns) const;

private:
    struct Entry
    {
        float value;
        Index sample;
    };

    bool canEnter(float value) const;
    void insert(Entry entry);

    std::size_t m_count;
    Index m_positions;
    std::vector<Entry> m_entries; ///< largest first
};

/// Inputs and positions as the file counts them, of samples that were counted as `source` does.
void countAsStored(std::vector<TopSample>& samples, const ActivationSource& source);

} // namespace counterpart::core
