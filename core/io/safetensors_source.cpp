#include "core/io/safetensors_source.h"

#include "core/base/error.h"
#include "core/io/mapped_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

namespace counterpart::core {

namespace {

constexpr std::size_t kLengthBytes = 8; // of the header, little-endian

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw InputError(path.string() + " is a safetensors file that cannot be read: " + why);
}

std::optional<ElementType> elementType(const std::string& name)
{
    using enum ElementType;
    static const std::map<std::string, ElementType> kTypes{
        {"BOOL", Bool},     {"I8", Int8},     {"U8", UInt8},   {"I16", Int16},  {"U16", UInt16},
        {"I32", Int32},     {"U32", UInt32},  {"I64", Int64},  {"U64", UInt64}, {"F16", Float16},
        {"BF16", BFloat16}, {"F32", Float32}, {"F64", Float64}};
    const auto found = kTypes.find(name);
    return found == kTypes.end() ? std::nullopt : std::optional(found->second);
}

/// The header, and where the data begins.
struct Header
{
    nlohmann::json tensors;
    std::uint64_t dataOffset = 0;
    std::uint64_t dataBytes = 0;
};

Header readHeader(const std::filesystem::path& path)
{
    const MappedFile file(path);
    if (file.size() < kLengthBytes)
        refuse(path, "it ends within its header.");
    std::uint64_t length = 0;
    std::memcpy(&length, file.window(0, kLengthBytes).data(), kLengthBytes);
    if constexpr (std::endian::native == std::endian::big)
        length = __builtin_bswap64(length);
    if (length == 0 || length > file.size() - kLengthBytes)
        refuse(path, "its header is said to take " + std::to_string(length) +
                         " bytes; the file has " + std::to_string(file.size()) + ".");
    const MappedWindow window = file.window(kLengthBytes, static_cast<std::size_t>(length));
    const auto* const text = reinterpret_cast<const char*>(window.data());
    Header header{nlohmann::json::parse(text, text + length, nullptr, false), kLengthBytes + length,
                  file.size() - kLengthBytes - length};
    if (!header.tensors.is_object())
        refuse(path, "its header is not a JSON object.");
    return header;
}

/// The array that an entry of the header describes; its type is left out where it is not known.
struct Tensor
{
    std::string name;
    std::string typeName;
    std::optional<ElementType> type;
    std::vector<Index> shape;
    std::uint64_t begin = 0;
};

Tensor readTensor(const std::filesystem::path& path, const Header& header, const std::string& name,
                  const nlohmann::json& facts)
{
    try {
        Tensor tensor{name,
                      facts.at("dtype").get<std::string>(),
                      {},
                      facts.at("shape").get<std::vector<Index>>(),
                      facts.at("data_offsets").at(0).get<std::uint64_t>()};
        const auto end = facts.at("data_offsets").at(1).get<std::uint64_t>();
        tensor.type = elementType(tensor.typeName);
        const auto count = elementCount(tensor.shape);
        if (tensor.begin > end || end > header.dataBytes)
            refuse(path, "it is truncated: " + name + " ends at byte " + std::to_string(end) +
                             " of the data, which has " + std::to_string(header.dataBytes) + ".");
        if (tensor.type && (!count || static_cast<std::uint64_t>(*count) !=
                                          (end - tensor.begin) / sizeOf(*tensor.type)))
            refuse(path, "the data of " + name + " is not as long as its shape " +
                             shapeText(tensor.shape) + " wants.");
        return tensor;
    } catch (const nlohmann::json::exception&) {
        refuse(path, "the entry of " + name + " in its header is damaged.");
    }
}

std::vector<Tensor> readTensors(const std::filesystem::path& path, const Header& header)
{
    std::vector<Tensor> tensors;
    for (const auto& [name, facts] : header.tensors.items()) {
        if (name != "__metadata__")
            tensors.push_back(readTensor(path, header, name, facts));
    }
    std::ranges::stable_sort(tensors, {}, &Tensor::begin);
    return tensors;
}

} // namespace

FileContents safetensorsContents(const std::filesystem::path& path)
{
    const Header header = readHeader(path);
    FileContents contents;
    contents.path = path;
    GroupEntry& root = contents.groups["/"];
    root.creationOrder = true;
    if (const auto metadata = header.tensors.find("__metadata__");
        metadata != header.tensors.end() && metadata->is_object()) {
        for (const auto& [name, value] : metadata->items()) {
            if (value.is_string())
                root.attributes.emplace(name, value.get<std::string>());
        }
    }
    for (Tensor& tensor : readTensors(path, header)) {
        const std::string typeName = tensor.type ? toString(*tensor.type) : tensor.typeName;
        contents.groups[parentPath("/" + tensor.name)].creationOrder = true;
        contents.datasets.push_back(
            {"/" + tensor.name, std::move(tensor.shape), tensor.type, typeName, {}});
    }
    return contents;
}

StoredArray findSafetensor(const std::filesystem::path& path, const std::string& dataset)
{
    const Header header = readHeader(path);
    for (const Tensor& tensor : readTensors(path, header)) {
        if ("/" + tensor.name != dataset)
            continue;
        if (!tensor.type)
            refuse(path,
                   tensor.name + " is of the type " + tensor.typeName + ", which is not read.");
        return {header.dataOffset + tensor.begin, *tensor.type,
                std::endian::native == std::endian::big, false, tensor.shape};
    }
    throw InputError(path.string() + " has no tensor " + dataset.substr(1) + ".");
}

} // namespace counterpart::core
