#pragma once

#include <cstdint>
#include <random>

namespace counterpart::core {

/// A whole number in [0, bound), each equally likely (Lemire 2019). The same on every machine,
/// unlike std::uniform_int_distribution, which differs between standard libraries.
std::uint64_t randomBelow(std::mt19937_64& random, std::uint64_t bound);

/// A normal deviate of mean 0 and variance 1 (polar method of Marsaglia), likewise.
double randomNormal(std::mt19937_64& random);

} // namespace counterpart::core
