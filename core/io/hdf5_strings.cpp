#include "core/base/error.h"
#include "core/io/hdf5_file.h"

#include <algorithm>
#include <functional>

namespace counterpart::core {

namespace {

/// Reads what is wanted of a dataset or attribute into a buffer of that type.
using Read = std::function<herr_t(hid_t memoryType, void* buffer)>;

std::optional<std::vector<std::string>> readVariable(hid_t type, std::size_t count,
                                                     const Read& read)
{
    std::vector<char*> pointers(count, nullptr);
    const bool good = read(type, pointers.data()) >= 0;
    std::vector<std::string> strings(good ? count : 0);
    for (std::size_t i = 0; i < count; ++i) {
        if (good && pointers[i])
            strings[i] = pointers[i];
        H5free_memory(pointers[i]);
    }
    return good ? std::optional(std::move(strings)) : std::nullopt;
}

std::optional<std::vector<std::string>> readFixed(hid_t type, std::size_t count, const Read& read)
{
    const std::size_t length = H5Tget_size(type);
    std::vector<char> bytes(count * length);
    if (read(type, bytes.data()) < 0)
        return std::nullopt;
    const bool spaces = H5Tget_strpad(type) == H5T_STR_SPACEPAD;
    std::vector<std::string> strings;
    strings.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const char* const begin = bytes.data() + i * length;
        std::string text(begin, std::find(begin, begin + length, '\0'));
        while (spaces && text.ends_with(' '))
            text.pop_back();
        strings.push_back(std::move(text));
    }
    return strings;
}

/// The strings of a dataset or attribute in their own type; none if they cannot be read.
std::optional<std::vector<std::string>> readTexts(hid_t type, std::size_t count, const Read& read)
{
    if (count == 0)
        return std::vector<std::string>{};
    return H5Tis_variable_str(type) > 0 ? readVariable(type, count, read)
                                        : readFixed(type, count, read);
}

std::optional<std::vector<std::string>> readDigits(hid_t type, std::size_t count,
                                                   const Read& readValues)
{
    std::vector<std::string> digits;
    digits.reserve(count);
    const auto read = [&](auto zero, hid_t memoryType) {
        std::vector<decltype(zero)> values(count);
        if (count > 0 && readValues(memoryType, values.data()) < 0)
            return false;
        for (const auto value : values)
            digits.push_back(std::to_string(value));
        return true;
    };
    const bool good = H5Tget_sign(type) == H5T_SGN_NONE ? read(0ULL, H5T_NATIVE_ULLONG)
                                                        : read(0LL, H5T_NATIVE_LLONG);
    return good ? std::optional(std::move(digits)) : std::nullopt;
}

std::optional<AttributeValue> readAttribute(hid_t attribute)
{
    constexpr hssize_t kMostElements = 1 << 16;
    const Hdf5Handle type(H5Aget_type(attribute), H5Tclose);
    const Hdf5Handle space(H5Aget_space(attribute), H5Sclose);
    const hssize_t count = H5Sget_simple_extent_npoints(space.get());
    if (count < 1 || count > kMostElements)
        return std::nullopt;
    if (H5Tget_class(type.get()) == H5T_STRING) {
        auto texts = readTexts(
            type.get(), static_cast<std::size_t>(count),
            [&](hid_t memoryType, void* buffer) { return H5Aread(attribute, memoryType, buffer); });
        if (!texts)
            return std::nullopt;
        if (H5Sget_simple_extent_type(space.get()) == H5S_SCALAR)
            return std::move(texts->front());
        return *std::move(texts);
    }
    const auto element = hdf5ElementType(type.get());
    if (!element || count != 1)
        return std::nullopt;
    if (*element == ElementType::Bool) {
        unsigned char value = 0;
        if (H5Aread(attribute, type.get(), &value) < 0)
            return std::nullopt;
        return static_cast<double>(value);
    }
    double value = 0;
    if (H5Aread(attribute, H5T_NATIVE_DOUBLE, &value) < 0)
        return std::nullopt;
    return value;
}

herr_t collectAttribute(hid_t object, const char* name, const H5A_info_t*, void* data)
{
    const Hdf5Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose);
    if (attribute) {
        if (auto value = readAttribute(attribute.get()))
            static_cast<Attributes*>(data)->emplace(name, *std::move(value));
    }
    return 0;
}

} // namespace

Attributes hdf5Attributes(hid_t object)
{
    const Hdf5Lock lock;
    Attributes attributes;
    hsize_t place = 0;
    H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, &place, collectAttribute, &attributes);
    return attributes;
}

std::vector<std::string> Hdf5File::readStrings(const std::string& dataset, Index first,
                                               Index most) const
{
    const Hdf5Lock lock;
    const Hdf5Handle handle = openDataset(dataset);
    const Hdf5Handle type(H5Dget_type(handle.get()), H5Tclose);
    const Hdf5Handle space(H5Dget_space(handle.get()), H5Sclose);
    const auto total = static_cast<Index>(H5Sget_simple_extent_npoints(space.get()));
    const bool hasOneAxis = H5Sget_simple_extent_ndims(space.get()) == 1;
    const Index wanted = hasOneAxis ? std::clamp<Index>(total - first, 0, most) : total;
    const auto count = static_cast<std::size_t>(wanted);
    const hsize_t start = static_cast<hsize_t>(first);
    const hsize_t length = static_cast<hsize_t>(wanted);
    const bool isPart = wanted != total;
    const Hdf5Handle memory(H5Screate_simple(1, &length, nullptr), H5Sclose);
    if (isPart)
        H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, &start, nullptr, &length, nullptr);
    const Read read = [&](hid_t memoryType, void* buffer) {
        return H5Dread(handle.get(), memoryType, isPart ? memory.get() : H5S_ALL,
                       isPart ? space.get() : H5S_ALL, H5P_DEFAULT, buffer);
    };
    std::optional<std::vector<std::string>> strings;
    switch (H5Tget_class(type.get())) {
    case H5T_STRING:
        strings = readTexts(type.get(), count, read);
        break;
    case H5T_INTEGER:
        strings = readDigits(type.get(), count, read);
        break;
    default:
        throw InputError(path().string() + ": " + dataset + " holds " + hdf5TypeName(type.get()) +
                         "; strings or integers were expected.");
    }
    if (!strings) {
        throw InputError(path().string() + ": " + dataset + " cannot be read" + lastHdf5Error() +
                         ".");
    }
    return *std::move(strings);
}

} // namespace counterpart::core
