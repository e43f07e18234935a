#pragma once

#include "core/base/types.h"

#include <vector>

namespace counterpart::session {

/// Units of any network and layer.
using Units = std::vector<core::UnitRef>;

} // namespace counterpart::session
