#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterpart::core {

/// How the values of a unit are cut into bins before mutual information is counted.
enum class Binning {
    /// Values of at most 1e-6 are one bin (a ReLU's zeros). The m others of n values are cut by
    /// rank into ceil(20 m / n) bins of equal mass, each 5 % of all values: the bin of a value x is
    /// floor(K #{others < x} / m), so that equal values share a bin (methods after Convergent
    /// Learning, footnote 8).
    ZeroAndFivePercent,
    /// 20 bins between the percentiles 0, 5, … 100, interpolated linearly as numpy does; every bin
    /// holds its lower edge, and the last one the upper too.
    Percentile20
};

/// "zero+5%", "percentile20".
const char* toString(Binning binning);
std::optional<Binning> binningFromString(const std::string& name);

/// The bins of one unit's values. Bins that no value fell into are left out of the numbering.
struct BinnedUnit
{
    std::vector<std::uint8_t> bins; ///< one a value, 0..count - 1, rising with the value
    int count = 0;                  ///< occupied bins, 1..21; 1 if nothing tells values apart
};

/// `values` are finite and at least one. Cost: a radix sort and 20 comparisons a value.
BinnedUnit binByRank(std::span<const float> values, Binning binning);

} // namespace counterpart::core
