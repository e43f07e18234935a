#include "core/io/npy_source.h"

#include "core/base/error.h"

#include <bit>
#include <charconv>
#include <map>
#include <string_view>

namespace counterpart::core {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw InputError(path.string() + " is a NumPy file that cannot be read: " + why);
}

/// The dictionary in the header, for example
/// {'descr': '<f4', 'fortran_order': False, 'shape': (500, 32, 4, 4), }
class NpyHeader
{
public:
    explicit NpyHeader(std::string_view text) : m_text(text) {}

    /// What follows the key, from the first character that is not a blank.
    std::optional<std::string_view> value(std::string_view key) const
    {
        for (const char quote : {'\'', '"'}) {
            const std::string quoted = quote + std::string(key) + quote;
            const std::size_t found = m_text.find(quoted);
            if (found == std::string_view::npos)
                continue;
            const std::size_t begin = m_text.find_first_not_of(" :", found + quoted.size());
            if (begin != std::string_view::npos)
                return m_text.substr(begin);
        }
        return std::nullopt;
    }

private:
    std::string_view m_text;
};

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

void readType(const std::filesystem::path& path, const NpyHeader& header, StoredArray& array)
{
    const auto value = header.value("descr");
    if (!value || value->size() < 2)
        refuse(path, "its header names no type.");
    const char quote = value->front();
    const std::size_t end = value->find(quote, 1);
    if ((quote != '\'' && quote != '"') || end == std::string_view::npos)
        refuse(path, "it holds records; an array of numbers was expected.");
    const std::string_view code = value->substr(1, end - 1);
    const auto type = code.size() > 1 ? elementType(code.substr(1)) : std::nullopt;
    if (!type) {
        refuse(path,
               "its type is " + std::string(code) +
                   "; numbers (float16, float32, float64, an integer or bool) were expected.");
    }
    array.type = *type;
    const char foreign = std::endian::native == std::endian::little ? '>' : '<';
    array.swapped = code.front() == foreign && sizeOf(*type) > 1;
}

std::vector<Index> readShape(const std::filesystem::path& path, const NpyHeader& header)
{
    const auto value = header.value("shape");
    if (!value || value->front() != '(')
        refuse(path, "its header names no shape.");
    std::vector<Index> shape;
    const char* at = value->data() + 1;
    const char* const end = value->data() + value->size();
    while (at != end && *at != ')') {
        Index extent = 0;
        const auto [next, error] = std::from_chars(at, end, extent);
        if (error != std::errc{} || extent < 0)
            refuse(path, "the shape in its header is damaged.");
        shape.push_back(extent);
        at = next;
        while (at != end && (*at == ',' || *at == ' ' || *at == 'L'))
            ++at;
    }
    return shape;
}

/// Where the dictionary is, by the version of the format.
struct HeaderPlace
{
    std::size_t offset = 0;
    std::size_t length = 0;
};

HeaderPlace headerPlace(const MappedFile& file)
{
    constexpr std::size_t kPrefix = 12; // magic, version, and a length of two or four bytes
    if (file.size() < kPrefix)
        refuse(file.path(), "it ends within its header.");
    const MappedWindow window = file.window(0, kPrefix);
    const auto byte = [&](std::size_t i) { return std::to_integer<std::size_t>(window.data()[i]); };
    const std::size_t version = byte(6);
    if (version < 1 || version > 3)
        refuse(file.path(),
               "its version is " + std::to_string(version) + "; 1 to 3 were expected.");
    const HeaderPlace place =
        version == 1 ? HeaderPlace{10, byte(8) | byte(9) << 8}
                     : HeaderPlace{12, byte(8) | byte(9) << 8 | byte(10) << 16 | byte(11) << 24};
    if (place.length > file.size() - place.offset)
        refuse(file.path(), "it ends within its header.");
    return place;
}

} // namespace

StoredArray readNpyHeader(const std::filesystem::path& path)
{
    const MappedFile file(path);
    const HeaderPlace place = headerPlace(file);
    if (place.length == 0)
        refuse(path, "its header is empty.");
    const MappedWindow window = file.window(place.offset, place.length);
    const NpyHeader header({reinterpret_cast<const char*>(window.data()), place.length});

    StoredArray array;
    array.offset = place.offset + place.length;
    readType(path, header, array);
    array.columnMajor = header.value("fortran_order").value_or("").starts_with("True");
    array.shape = readShape(path, header);
    const auto count = elementCount(array.shape);
    Index bytes = 0;
    if (!count || __builtin_mul_overflow(*count, static_cast<Index>(sizeOf(array.type)), &bytes))
        refuse(path, "its shape " + shapeText(array.shape) + " is impossible.");
    if (static_cast<std::uint64_t>(bytes) > file.size() - array.offset) {
        refuse(path, "it is truncated: " + std::to_string(bytes) +
                         " bytes of data were expected, " +
                         std::to_string(file.size() - array.offset) + " are there.");
    }
    return array;
}

FileContents npyContents(const std::filesystem::path& path)
{
    const StoredArray array = readNpyHeader(path);
    FileContents contents;
    contents.path = path;
    contents.datasets.push_back(
        {"/activations/activations", array.shape, array.type, toString(array.type), {}});
    return contents;
}

} // namespace counterpart::core
