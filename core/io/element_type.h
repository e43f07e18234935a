#pragma once

#include <cstddef>
#include <string>

namespace counterpart::core {

/// How a number is stored. A bool takes a byte.
enum class ElementType {
    Bool,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float16,
    BFloat16,
    Float32,
    Float64
};

/// Bytes an element takes.
std::size_t sizeOf(ElementType type);
/// NumPy's name, for example "float16".
const char* toString(ElementType type);

/// True for the types of whole numbers, bool not among them.
bool isInteger(ElementType type);
/// An integer in decimal digits, stored as convertToFloat() says.
std::string toDigits(ElementType type, bool swapped, const std::byte* source);

/// Converts `count` elements that follow one another from `source` (any alignment; `swapped` if
/// their byte order is not this machine's) to `target`. Integers and doubles are rounded to float;
/// doubles beyond its range become infinite.
void convertToFloat(ElementType type, bool swapped, const std::byte* source, std::size_t count,
                    float* target);

} // namespace counterpart::core
