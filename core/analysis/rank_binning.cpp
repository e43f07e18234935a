#include "core/analysis/rank_binning.h"

#include "core/analysis/cpu_dispatch.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace counterpart::core {

namespace {

constexpr double kZero = 1e-6;
constexpr std::size_t kBins = 20;
constexpr std::size_t kChunk = 4096;
constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// Unsigned integers that are ordered as the floats are; -0 as 0.
std::uint32_t orderedKey(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value + 0.0f);
    return bits & 0x80000000u ? ~bits : bits | 0x80000000u;
}

float valueOfKey(std::uint32_t key)
{
    return std::bit_cast<float>(key & 0x80000000u ? key & 0x7fffffffu : ~key);
}

/// Rising, by three rounds of counting 11 bits: about ten times as fast as std::sort.
std::vector<float> sorted(std::span<const float> values)
{
    constexpr int kRounds = 3;
    constexpr int kBits = 11;
    constexpr std::size_t kDigits = 1 << kBits;
    std::vector<std::uint32_t> keys(values.size());
    std::vector<std::uint32_t> moved(values.size());
    std::array<std::array<std::uint32_t, kDigits>, kRounds> starts{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        keys[i] = orderedKey(values[i]);
        for (int round = 0; round < kRounds; ++round)
            ++starts[std::size_t(round)][keys[i] >> (kBits * round) & (kDigits - 1)];
    }
    for (int round = 0; round < kRounds; ++round) {
        std::array<std::uint32_t, kDigits>& start = starts[std::size_t(round)];
        std::uint32_t sum = 0;
        for (std::uint32_t& digit : start)
            sum += std::exchange(digit, sum);
        for (const std::uint32_t key : keys)
            moved[start[key >> (kBits * round) & (kDigits - 1)]++] = key;
        keys.swap(moved);
    }
    std::vector<float> result(keys.size());
    std::ranges::transform(keys, result.begin(), valueOfKey);
    return result;
}

/// The least float that is not below `value`.
float atLeast(double value)
{
    const auto rounded = static_cast<float>(value);
    return static_cast<double>(rounded) < value ? std::nextafter(rounded, kInfinity) : rounded;
}

/// Smallest value of every bin but the first.
std::vector<float> edgesAfterZero(std::span<const float> rising)
{
    const auto firstOther = std::ranges::partition_point(
        rising, [](float value) { return static_cast<double>(value) <= kZero; });
    const auto zeros = static_cast<std::size_t>(firstOther - rising.begin());
    const std::size_t others = rising.size() - zeros;
    std::vector<float> edges;
    if (zeros > 0)
        edges.push_back(atLeast(kZero)); // which no float equals
    const std::size_t bins = (kBins * others + rising.size() - 1) / rising.size();
    for (std::size_t bin = 1; bin < bins; ++bin) {
        const std::size_t below = (bin * others + bins - 1) / bins;
        edges.push_back(std::nextafter(rising[zeros + below - 1], kInfinity));
    }
    return edges;
}

std::vector<float> percentileEdges(std::span<const float> rising)
{
    std::vector<float> edges;
    for (std::size_t bin = 1; bin < kBins; ++bin) {
        const std::size_t place = bin * (rising.size() - 1); // in twentieths
        const std::size_t before = place / kBins;
        const double low = static_cast<double>(rising[before]);
        const double high = static_cast<double>(rising[std::min(before + 1, rising.size() - 1)]);
        const double share = static_cast<double>(place % kBins) / kBins;
        edges.push_back(atLeast(std::lerp(low, high, share)));
    }
    return edges;
}

/// bins[i] = number of edges that values[i] reaches.
COUNTERPART_INLINE void countEdgesBody(std::span<const float> values, std::span<const float> edges,
                                       std::uint8_t* bins)
{
    std::array<std::int32_t, kChunk> reached;
    for (std::size_t first = 0; first < values.size(); first += kChunk) {
        const std::size_t count = std::min(kChunk, values.size() - first);
        const float* chunk = values.data() + first;
        std::fill_n(reached.data(), count, 0);
        for (const float edge : edges) {
            for (std::size_t i = 0; i < count; ++i)
                reached[i] += chunk[i] >= edge ? 1 : 0;
        }
        for (std::size_t i = 0; i < count; ++i)
            bins[first + i] = static_cast<std::uint8_t>(reached[i]);
    }
}

COUNTERPART_WIDE void countEdgesWide(std::span<const float> values, std::span<const float> edges,
                                     std::uint8_t* bins)
{
    countEdgesBody(values, edges, bins);
}

/// Numbers the occupied bins without gaps.
void closeGaps(BinnedUnit& unit)
{
    std::array<bool, kBins + 2> isOccupied{};
    for (const std::uint8_t bin : unit.bins)
        isOccupied[bin] = true;
    std::array<std::uint8_t, kBins + 2> number{};
    for (std::size_t bin = 0; bin < isOccupied.size(); ++bin) {
        number[bin] = static_cast<std::uint8_t>(unit.count);
        unit.count += isOccupied[bin];
    }
    for (std::uint8_t& bin : unit.bins)
        bin = number[bin];
}

} // namespace

const char* toString(Binning binning)
{
    return binning == Binning::Percentile20 ? "percentile20" : "zero+5%";
}

std::optional<Binning> binningFromString(const std::string& name)
{
    for (const Binning binning : {Binning::ZeroAndFivePercent, Binning::Percentile20}) {
        if (name == toString(binning))
            return binning;
    }
    return std::nullopt;
}

BinnedUnit binByRank(std::span<const float> values, Binning binning)
{
    assert(!values.empty());
    const std::vector<float> rising = sorted(values);
    const std::vector<float> edges =
        binning == Binning::Percentile20 ? percentileEdges(rising) : edgesAfterZero(rising);
    BinnedUnit unit;
    unit.bins.resize(values.size());
    if (hasWideVectors())
        countEdgesWide(values, edges, unit.bins.data());
    else
        countEdgesBody(values, edges, unit.bins.data());
    closeGaps(unit);
    return unit;
}

} // namespace counterpart::core
