#include "core/base/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace counterpart::core {

std::string numberText(double number)
{
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return {digits.data(), end};
}

std::string numberText(const std::optional<double>& number)
{
    return number && std::isfinite(*number) ? numberText(*number) : std::string();
}

std::string numberText(const std::optional<std::int64_t>& number)
{
    return number ? std::to_string(*number) : std::string();
}

} // namespace counterpart::core
