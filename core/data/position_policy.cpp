#include "core/data/position_policy.h"

#include <array>

namespace counterpart::core {

namespace {
constexpr std::array kNames{"all", "mean", "max", "centre", "flatten", "resize"};
}

const char* toString(Positions positions)
{
    return kNames[static_cast<std::size_t>(positions)];
}

std::optional<Positions> positionsFromString(const std::string& name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (name == kNames[i])
            return static_cast<Positions>(i);
    }
    return std::nullopt;
}

} // namespace counterpart::core
