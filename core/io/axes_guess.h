#pragma once

#include "core/data/layer.h"
#include "core/io/file_contents.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

/// What the file itself says of a dataset's axes: its attribute `axes` ("NCHW", "n,c,h,w", a list
/// of names) or its HDF5 dimension labels. None if it says nothing, or nothing that is understood.
std::optional<AxisOrder> statedAxes(const DatasetEntry& entry);

/// Axes taken from the shape, and why: the words that follow "taken as NCHW, ".
struct AxesGuess
{
    AxisOrder axes = AxisOrder::NC;
    bool ambiguous = false; ///< another order fits as well
    std::string reason;
};

/// The rules of formats.md for a dataset of 2, 3 or 4 axes; `inputs` is the number of inputs.
AxesGuess guessAxes(const std::vector<Index>& shape, Index inputs);

/// True if the shape has the axes' number of axes.
bool fits(AxisOrder axes, const std::vector<Index>& shape);

} // namespace counterpart::core
