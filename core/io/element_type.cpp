#include "core/io/element_type.h"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace counterpart::core {

namespace {

struct TypeFacts
{
    const char* name;
    std::size_t size;
};

constexpr std::array kTypes{
    TypeFacts{"bool", 1},    TypeFacts{"int8", 1},     TypeFacts{"uint8", 1},
    TypeFacts{"int16", 2},   TypeFacts{"uint16", 2},   TypeFacts{"int32", 4},
    TypeFacts{"uint32", 4},  TypeFacts{"int64", 8},    TypeFacts{"uint64", 8},
    TypeFacts{"float16", 2}, TypeFacts{"bfloat16", 2}, TypeFacts{"float32", 4},
    TypeFacts{"float64", 8}};

/// The bits of a bfloat16: the upper half of a float.
struct BFloat16
{
    std::uint16_t bits;
};

float toFloat(BFloat16 value)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(value.bits) << 16);
}

template <class T>
float toFloat(T value)
{
    return static_cast<float>(value);
}

template <class T>
T load(const std::byte* source, bool swapped)
{
    std::array<std::byte, sizeof(T)> bytes;
    std::memcpy(bytes.data(), source, sizeof(T));
    if (swapped)
        std::ranges::reverse(bytes);
    return std::bit_cast<T>(bytes);
}

template <class T>
void convert(bool swapped, const std::byte* source, std::size_t count, float* target)
{
    if (swapped) {
        for (std::size_t i = 0; i < count; ++i)
            target[i] = toFloat(load<T>(source + i * sizeof(T), true));
    } else {
        for (std::size_t i = 0; i < count; ++i)
            target[i] = toFloat(load<T>(source + i * sizeof(T), false));
    }
}

#if defined(__x86_64__)
/// Converts as many halves as fill whole registers; returns how many.
__attribute__((target("avx,f16c"))) std::size_t convertHalvesF16c(const std::byte* source,
                                                                  std::size_t count, float* target)
{
    constexpr std::size_t kLanes = 8;
    const std::size_t whole = count - count % kLanes;
    for (std::size_t i = 0; i < whole; i += kLanes) {
        __m128i halves;
        std::memcpy(&halves, source + 2 * i, sizeof halves);
        _mm256_storeu_ps(target + i, _mm256_cvtph_ps(halves));
    }
    return whole;
}

bool hasF16c()
{
    static const bool has = __builtin_cpu_supports("avx") && __builtin_cpu_supports("f16c");
    return has;
}
#endif

void convertHalves(bool swapped, const std::byte* source, std::size_t count, float* target)
{
    std::size_t done = 0;
#if defined(__x86_64__)
    if (!swapped && hasF16c())
        done = convertHalvesF16c(source, count, target);
#endif
    for (std::size_t i = done; i < count; ++i) {
        const auto bits = load<std::uint16_t>(source + 2 * i, swapped);
        target[i] = Eigen::half_impl::half_to_float(Eigen::half_impl::raw_uint16_to_half(bits));
    }
}

} // namespace

std::size_t sizeOf(ElementType type)
{
    return kTypes[static_cast<std::size_t>(type)].size;
}

const char* toString(ElementType type)
{
    return kTypes[static_cast<std::size_t>(type)].name;
}

bool isInteger(ElementType type)
{
    return type >= ElementType::Int8 && type <= ElementType::UInt64;
}

std::string toDigits(ElementType type, bool swapped, const std::byte* source)
{
    switch (type) {
    case ElementType::Int8:
        return std::to_string(load<std::int8_t>(source, swapped));
    case ElementType::UInt8:
        return std::to_string(load<std::uint8_t>(source, swapped));
    case ElementType::Int16:
        return std::to_string(load<std::int16_t>(source, swapped));
    case ElementType::UInt16:
        return std::to_string(load<std::uint16_t>(source, swapped));
    case ElementType::Int32:
        return std::to_string(load<std::int32_t>(source, swapped));
    case ElementType::UInt32:
        return std::to_string(load<std::uint32_t>(source, swapped));
    case ElementType::Int64:
        return std::to_string(load<std::int64_t>(source, swapped));
    case ElementType::UInt64:
        return std::to_string(load<std::uint64_t>(source, swapped));
    default:
        assert(false && "only integers have digits");
        return {};
    }
}

void convertToFloat(ElementType type, bool swapped, const std::byte* source, std::size_t count,
                    float* target)
{
    switch (type) {
    case ElementType::Bool:
    case ElementType::UInt8:
        return convert<std::uint8_t>(false, source, count, target);
    case ElementType::Int8:
        return convert<std::int8_t>(false, source, count, target);
    case ElementType::Int16:
        return convert<std::int16_t>(swapped, source, count, target);
    case ElementType::UInt16:
        return convert<std::uint16_t>(swapped, source, count, target);
    case ElementType::Int32:
        return convert<std::int32_t>(swapped, source, count, target);
    case ElementType::UInt32:
        return convert<std::uint32_t>(swapped, source, count, target);
    case ElementType::Int64:
        return convert<std::int64_t>(swapped, source, count, target);
    case ElementType::UInt64:
        return convert<std::uint64_t>(swapped, source, count, target);
    case ElementType::Float16:
        return convertHalves(swapped, source, count, target);
    case ElementType::BFloat16:
        return convert<BFloat16>(swapped, source, count, target);
    case ElementType::Float32:
        return convert<float>(swapped, source, count, target);
    case ElementType::Float64:
        return convert<double>(swapped, source, count, target);
    }
}

} // namespace counterpart::core
