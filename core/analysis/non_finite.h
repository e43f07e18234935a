#pragma once

#include "core/analysis/layer_pair_pass.h"
#include "core/analysis/sample_block.h"
#include "core/base/error.h"

#include <optional>
#include <span>
#include <string>

namespace counterpart::core {

/// A value that is NaN or infinite. Ordered by sample, then side, then unit.
struct NonFinitePlace
{
    Index sample = 0;
    Side side = Side::A;
    Index unit = 0;

    auto operator<=>(const NonFinitePlace&) const = default;
};

/// Counts the values that are not finite, and remembers the first.
struct NonFiniteCount
{
    Index values = 0;
    std::optional<NonFinitePlace> first;

    void add(const NonFiniteCount& other);
};

/// Those of one column, whose samples are `samples`.
NonFiniteCount countNonFinite(std::span<const float> values, std::span<const Index> samples,
                              Side side, Index unit);

/// Removes the rows of which some value is not finite; returns how many.
Index dropNonFiniteRows(SampleBlock& block);

/// The samples of layers are refused for such values; NonFinite::Drop would leave them out.
class NonFiniteError : public InputError
{
public:
    using InputError::InputError;
};

/// The message for a layer pair whose samples are refused.
std::string nonFiniteMessage(const NonFiniteCount& found, const SourceNames& names,
                             const ActivationSource& a, const ActivationSource& b);

} // namespace counterpart::core
