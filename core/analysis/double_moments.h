#pragma once

#include "core/analysis/moments.h"
#include "core/base/error.h"

#include <string>

namespace counterpart::core {

/// Methods that square what they are given need moments in double. Throws UsageError that names the
/// method.
inline void requireDouble(const Moments& moments, const std::string& method)
{
    if (moments.precision != Precision::Double)
        throw UsageError(method +
                         " squares what it is given and needs the samples to be added up in "
                         "double precision; found moments.precision=single.");
}

} // namespace counterpart::core
