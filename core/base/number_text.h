#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace counterpart::core {

/// Of ASCII, whatever the locale.
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The shortest decimal text that gives the number back: "0.1", "1e-300". Finite numbers.
std::string numberText(double number);

/// Cells of a table: empty where there is no number, or none that is finite.
std::string numberText(const std::optional<double>& number);
std::string numberText(const std::optional<std::int64_t>& number);

} // namespace counterpart::core
