#include "plots/ticks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace counterpart::plots {

namespace {

/// The smallest 1, 2 or 5 times a power of ten that is at least `step` (> 0).
double niceStep(double step)
{
    const double power = std::pow(10, std::floor(std::log10(step)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= step * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

/// The multiples k * step within [low, high] have k from `first` to `last`.
struct Multiples
{
    double first = 0;
    double last = 0;

    Multiples(double low, double high, double step)
        : first(std::ceil(low / step - 1e-6)),
          last(std::floor(high / step + 1e-6))
    {
    }
    double count() const { return last - first + 1; }
};

/// As 5e-6, with at most this many decimals.
std::string scientific(double value, int decimals)
{
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value)) + 1e-9));
    std::string mantissa = fixed(value / std::pow(10.0, exponent), decimals);
    if (decimals > 0) {
        mantissa.erase(mantissa.find_last_not_of('0') + 1);
        if (mantissa.back() == '.')
            mantissa.pop_back();
    }
    return mantissa + "e" + fixed(exponent, 0);
}

/// All values with the decimals that the step needs; as 5e-6 where that would be long.
std::string tickLabel(double k, double step)
{
    constexpr int kMostDecimals = 4;
    constexpr double kMostDigits = 1e6;
    const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
    if (k == 0)
        return decimals > kMostDecimals ? "0" : fixed(0, decimals);
    if (decimals <= kMostDecimals && std::abs(k * step) < kMostDigits)
        return fixed(k * step, decimals);
    const auto exponent = [](double value) { return std::floor(std::log10(value) + 1e-9); };
    return scientific(k * step, static_cast<int>(exponent(std::abs(k * step)) - exponent(step)));
}

std::string shortCount(double count)
{
    if (count < 10'000)
        return fixed(count, 0);
    if (count < 1'000'000)
        return fixed(count / 1000, 0) + "k";
    return fixed(count / 1'000'000, 0) + "M";
}

/// 0.02, 5, 1000; beyond that as 2e6.
std::string powerLabel(int mantissa, int exponent)
{
    constexpr int kMostDigits = 4;
    if (std::abs(exponent) > kMostDigits)
        return std::to_string(mantissa) + "e" + fixed(exponent, 0);
    return fixed(mantissa * std::pow(10.0, exponent), std::max(0, -exponent));
}

/// A step that divides the ranks evenly, or a nice one.
int rankStep(int count, int maxCount)
{
    constexpr std::array kSteps{1,    2,    4,    5,    8,    10,    16,   20,   25,
                                32,   40,   50,   64,   80,   100,   128,  200,  250,
                                256,  400,  500,  512,  800,  1000,  1024, 2000, 2048,
                                2500, 4000, 4096, 5000, 8192, 10000, 20000};
    for (const int step : kSteps)
        if (count % step == 0 && count / step + 1 <= maxCount && count / step >= 3)
            return step;
    return std::max(1, static_cast<int>(niceStep(double(count) / std::max(1, maxCount - 2))));
}

} // namespace

std::string fixed(double value, int decimals)
{
    std::array<char, 64> buffer{};
    const double zero = 0.5 * std::pow(10.0, -decimals);
    std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, std::abs(value));
    return (value < 0 && -value >= zero ? "\u2212" : "") + std::string(buffer.data());
}

bool isRange(double low, double high)
{
    constexpr double kRounding = 1e-12;
    return high - low > kRounding * std::max(std::abs(low), std::abs(high));
}

Ticks niceTicks(double low, double high, int maxCount, double leastStep)
{
    Ticks ticks;
    if (!isRange(low, high))
        return ticks;
    double step = std::max(niceStep((high - low) / (4.0 * maxCount)), leastStep);
    while (Multiples(low, high, step).count() > maxCount) {
        const double next = niceStep(step * 1.5);
        step = Multiples(low, high, next).count() < 2 ? 2 * step : next;
    }
    const Multiples multiples(low, high, step);
    for (double k = multiples.first; k <= multiples.last; ++k) {
        ticks.positions.push_back(k == 0 ? 0 : k * step);
        ticks.labels.push_back(tickLabel(k, step));
    }
    return ticks;
}

Ticks rankTicks(int count, int maxCount)
{
    Ticks ticks;
    const auto add = [&](int rank) {
        ticks.positions.push_back(rank);
        ticks.labels.push_back(std::to_string(rank));
    };
    if (count < 1)
        return ticks;
    const int step = rankStep(count, std::max(3, maxCount));
    add(1);
    const int second = step == 1 ? 2 : step == 2 ? 4 : step; // 1 and 2 would touch
    for (int rank = second; rank <= count; rank += step)
        add(rank);
    if (ticks.positions.size() == 1 && count > 1)
        add(count);
    return ticks;
}

Ticks powerTicks(double low, double high, int maxCount)
{
    constexpr double kTolerance = 1e-9;
    const auto ticksAt = [&](const std::vector<int>& mantissas, int step) {
        Ticks ticks;
        const int first = static_cast<int>(std::floor(low + kTolerance));
        for (int exponent = first; exponent <= high + kTolerance; ++exponent) {
            for (const int mantissa : mantissas) {
                const double place = exponent + std::log10(mantissa);
                if (exponent % step != 0 || place < low - kTolerance || place > high + kTolerance)
                    continue;
                ticks.positions.push_back(place);
                ticks.labels.push_back(powerLabel(mantissa, exponent));
            }
        }
        return ticks;
    };
    Ticks ticks = ticksAt({1}, 1);
    for (int step = 2; static_cast<int>(ticks.positions.size()) > maxCount; ++step)
        ticks = ticksAt({1}, step);
    if (ticks.positions.size() < 3) {
        Ticks finer = ticksAt({1, 2, 5}, 1);
        if (static_cast<int>(finer.positions.size()) <= maxCount)
            ticks = std::move(finer);
    }
    return ticks;
}

Ticks logCountTicks(double highest, double gap)
{
    Ticks ticks{{0}, {"0"}};
    for (double count = 1; count <= highest; count *= 10) {
        const double place = std::log10(1 + count);
        if (place - ticks.positions.back() < gap)
            continue;
        ticks.positions.push_back(place);
        ticks.labels.push_back(shortCount(count));
    }
    return ticks;
}

} // namespace counterpart::plots
