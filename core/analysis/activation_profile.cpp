#include "core/analysis/activation_profile.h"

#include <algorithm>

namespace counterpart::core {

bool LayerProfile::isDead(UnitIndex unit) const
{
    return std::ranges::binary_search(dead, unit);
}

} // namespace counterpart::core
