#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace counterpart::core {

/// A whole number in [0, bound), each equally likely (Lemire 2019). The same on every machine,
/// unlike std::uniform_int_distribution, which differs between standard libraries.
std::uint64_t randomBelow(std::mt19937_64& random, std::uint64_t bound);

/// A normal deviate of mean 0 and variance 1 (polar method of Marsaglia), likewise.
double randomNormal(std::mt19937_64& random);

/// Puts `values` in an order that is drawn from all, each equally likely (Fisher and Yates).
template <class T>
void randomShuffle(std::mt19937_64& random, std::vector<T>& values)
{
    for (std::size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[randomBelow(random, i)]);
}

} // namespace counterpart::core
