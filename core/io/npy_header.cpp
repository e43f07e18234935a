#include "core/io/npy_header.h"

#include "core/base/error.h"

#include <bit>
#include <charconv>
#include <map>
#include <string_view>

namespace counterpart::core {

namespace {

[[noreturn]] void refuse(const std::string& where, const std::string& why)
{
    throw InputError(where + " is a NumPy file that cannot be read: " + why);
}

/// What follows a key of the header's dictionary, from the first character that is not a blank:
/// {'descr': '<f4', 'fortran_order': False, 'shape': (500, 32, 4, 4), }
std::optional<std::string_view> valueOf(std::string_view dictionary, std::string_view key)
{
    for (const char quote : {'\'', '"'}) {
        const std::string quoted = quote + std::string(key) + quote;
        const std::size_t found = dictionary.find(quoted);
        if (found == std::string_view::npos)
            continue;
        const std::size_t begin = dictionary.find_first_not_of(" :", found + quoted.size());
        if (begin != std::string_view::npos)
            return dictionary.substr(begin);
    }
    return std::nullopt;
}

/// NumPy's type text without the byte order: "f4".
std::optional<ElementType> elementType(std::string_view code)
{
    using enum ElementType;
    static const std::map<std::string_view, ElementType> kTypes{
        {"b1", Bool},   {"i1", Int8},    {"u1", UInt8},   {"i2", Int16},
        {"u2", UInt16}, {"i4", Int32},   {"u4", UInt32},  {"i8", Int64},
        {"u8", UInt64}, {"f2", Float16}, {"f4", Float32}, {"f8", Float64}};
    const auto found = kTypes.find(code);
    return found == kTypes.end() ? std::nullopt : std::optional(found->second);
}

/// The number of characters in "U12" or "S12".
Index characterCount(std::string_view code)
{
    constexpr Index kMost = 1 << 20;
    Index count = 0;
    std::from_chars(code.data() + 1, code.data() + code.size(), count);
    return count > 0 && count < kMost ? count : 0;
}

void readType(std::string_view dictionary, const std::string& where, NpyHeader& header)
{
    const auto value = valueOf(dictionary, "descr");
    if (!value || value->size() < 2)
        refuse(where, "its header names no type.");
    const char quote = value->front();
    const std::size_t end = value->find(quote, 1);
    if ((quote != '\'' && quote != '"') || end == std::string_view::npos || end < 3) {
        header.typeCode = "records";
        return;
    }
    header.typeCode = value->substr(1, end - 1);
    const std::string_view code = std::string_view(header.typeCode).substr(1);
    constexpr char kForeign = std::endian::native == std::endian::little ? '>' : '<';
    header.array.swapped = header.typeCode.front() == kForeign;
    if (const auto type = elementType(code)) {
        header.kind = NpyHeader::Kind::Numbers;
        header.array.type = *type;
        header.array.swapped = header.array.swapped && sizeOf(*type) > 1;
        header.elementBytes = static_cast<Index>(sizeOf(*type));
    } else if (code.front() == 'U' || code.front() == 'S') {
        const bool wide = code.front() == 'U';
        header.kind = wide ? NpyHeader::Kind::Utf32Texts : NpyHeader::Kind::Texts;
        header.elementBytes = characterCount(code) * (wide ? 4 : 1);
    }
}

std::vector<Index> readShape(std::string_view dictionary, const std::string& where)
{
    const auto value = valueOf(dictionary, "shape");
    if (!value || value->front() != '(')
        refuse(where, "its header names no shape.");
    std::vector<Index> shape;
    const char* at = value->data() + 1;
    const char* const end = value->data() + value->size();
    while (at != end && *at != ')') {
        Index extent = 0;
        const auto [next, error] = std::from_chars(at, end, extent);
        if (error != std::errc{} || extent < 0)
            refuse(where, "the shape in its header is damaged.");
        shape.push_back(extent);
        at = next;
        while (at != end && (*at == ',' || *at == ' ' || *at == 'L'))
            ++at;
    }
    return shape;
}

/// The dictionary behind the magic, the version and its own length; the data follows it.
std::string_view findDictionary(std::span<const std::byte> head, const std::string& where)
{
    constexpr std::size_t kPrefix = 12;
    if (head.size() < kPrefix)
        refuse(where, "it ends within its header.");
    const auto byte = [&](std::size_t i) { return std::to_integer<std::size_t>(head[i]); };
    const std::size_t version = byte(6);
    if (version < 1 || version > 3)
        refuse(where, "its version is " + std::to_string(version) + "; 1 to 3 were expected.");
    const std::size_t offset = version == 1 ? 10 : 12;
    const std::size_t length =
        byte(8) | byte(9) << 8 | (version == 1 ? 0 : byte(10) << 16 | byte(11) << 24);
    if (length > head.size() - offset)
        refuse(where, "it ends within its header.");
    return {reinterpret_cast<const char*>(head.data()) + offset, length};
}

} // namespace

NpyHeader parseNpyHeader(std::span<const std::byte> head, std::uint64_t length,
                         const std::string& where)
{
    const std::string_view dictionary = findDictionary(head, where);
    NpyHeader header;
    header.array.offset = static_cast<std::uint64_t>(dictionary.data() + dictionary.size() -
                                                     reinterpret_cast<const char*>(head.data()));
    readType(dictionary, where, header);
    header.array.columnMajor =
        valueOf(dictionary, "fortran_order").value_or("").starts_with("True");
    header.array.shape = readShape(dictionary, where);
    const auto count = elementCount(header.array.shape);
    Index bytes = 0;
    if (!count || __builtin_mul_overflow(*count, header.elementBytes, &bytes))
        refuse(where, "its shape " + shapeText(header.array.shape) + " is impossible.");
    if (static_cast<std::uint64_t>(bytes) > length - header.array.offset) {
        refuse(where, "it is truncated: " + std::to_string(bytes) +
                          " bytes of data were expected, " +
                          std::to_string(length - header.array.offset) + " are there.");
    }
    return header;
}

StoredArray numbersOf(const NpyHeader& header, const std::string& where)
{
    if (header.kind != NpyHeader::Kind::Numbers) {
        refuse(where,
               "its type is " + header.typeCode +
                   "; numbers (float16, float32, float64, an integer or bool) were expected.");
    }
    return header.array;
}

} // namespace counterpart::core
