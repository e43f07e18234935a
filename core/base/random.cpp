#include "core/base/random.h"

#include <cmath>

namespace counterpart::core {

namespace {

__extension__ using Wide = unsigned __int128;

/// In (-1, 1), of 53 random bits.
double randomInside(std::mt19937_64& random)
{
    constexpr double kUnit = 0x1p-52;
    return static_cast<double>(random() >> 11) * kUnit - 1;
}

} // namespace

std::uint64_t randomBelow(std::mt19937_64& random, std::uint64_t bound)
{
    const std::uint64_t reject = (0 - bound) % bound;
    while (true) {
        const Wide product = static_cast<Wide>(random()) * bound;
        if (static_cast<std::uint64_t>(product) >= reject)
            return static_cast<std::uint64_t>(product >> 64);
    }
}

double randomNormal(std::mt19937_64& random)
{
    while (true) {
        const double x = randomInside(random);
        const double y = randomInside(random);
        const double square = x * x + y * y;
        if (square > 0 && square < 1)
            return x * std::sqrt(-2 * std::log(square) / square);
    }
}

} // namespace counterpart::core
