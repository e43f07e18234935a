#pragma once

#include "core/base/types.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>

namespace counterpart::bench {

inline std::optional<std::string> fileOf(const char* variable)
{
    const char* value = std::getenv(variable);
    return value ? std::optional<std::string>(value) : std::nullopt;
}

/// A square matrix of float64, column by column, nothing else; none if it cannot be read.
inline std::optional<core::Matrix> readSquare(const std::string& path)
{
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const double bytes = static_cast<double>(file.tellg());
    const auto side = static_cast<core::Index>(std::lround(std::sqrt(bytes / sizeof(double))));
    core::Matrix values(side, side);
    file.seekg(0);
    file.read(reinterpret_cast<char*>(values.data()),
              static_cast<std::streamsize>(values.size() * core::Index{sizeof(double)}));
    return file ? std::optional(std::move(values)) : std::nullopt;
}

} // namespace counterpart::bench
