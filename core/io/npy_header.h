#pragma once

#include "core/io/stored_array.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace counterpart::core {

/// More bytes than the header of a .npy file takes in practice.
constexpr std::size_t kLongestNpyHeader = std::size_t{1} << 17;

/// What the header of a .npy file (versions 1 to 3) says.
struct NpyHeader
{
    enum class Kind { Numbers, Texts, Utf32Texts, Other };
    Kind kind = Kind::Other;
    std::string typeCode;   ///< as NumPy writes it: "<f4", "<U12", "|O"
    StoredArray array;      ///< of numbers; its offset counts from the header's beginning
    Index elementBytes = 0; ///< of an element; 0 if the kind is Other
};

/// Reads a header from the first bytes of a file of `length` bytes; `where` names it in messages.
/// Throws InputError if it is damaged, or the file ends before its data does.
NpyHeader parseNpyHeader(std::span<const std::byte> head, std::uint64_t length,
                         const std::string& where);

/// The array of a header of numbers. Throws InputError for any other.
StoredArray numbersOf(const NpyHeader& header, const std::string& where);

} // namespace counterpart::core
