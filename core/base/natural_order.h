#pragma once

#include <string_view>

namespace counterpart::core {

/// Whether `a` comes before `b` where runs of digits count as the numbers they are: "epoch2" before
/// "epoch10", "net (2)" before "net (10)". A strict weak ordering; texts of equal numbers, "07" and
/// "7", are ordered as texts.
bool isNaturallyBefore(std::string_view a, std::string_view b);

} // namespace counterpart::core
