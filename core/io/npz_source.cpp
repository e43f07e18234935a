#include "core/io/npz_source.h"

#include "core/base/error.h"
#include "core/io/mapped_tensor.h"
#include "core/io/npy_header.h"
#include "core/io/zip_archive.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace counterpart::core {

namespace {

constexpr std::string_view kExtension = ".npy";

std::string whereOf(const ZipArchive& archive, const ZipEntry& entry)
{
    return archive.path().string() + ": " + entry.name;
}

std::string datasetOf(const ZipEntry& entry)
{
    return "/" + entry.name.substr(0, entry.name.size() - kExtension.size());
}

NpyHeader headerOf(const ZipArchive& archive, const ZipEntry& entry)
{
    return parseNpyHeader(archive.head(entry, kLongestNpyHeader), entry.bytes,
                          whereOf(archive, entry));
}

ZipEntry findEntry(const ZipArchive& archive, const std::string& dataset)
{
    for (ZipEntry& entry : archive.entries()) {
        if (entry.name.ends_with(kExtension) && datasetOf(entry) == dataset)
            return std::move(entry);
    }
    throw InputError(archive.path().string() + " has no array " + dataset.substr(1) + ".");
}

void appendUtf8(std::string& text, std::uint32_t character)
{
    const auto append = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (character < 0x80) {
        append(character);
    } else if (character < 0x800) {
        append(0xC0 | character >> 6);
        append(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        append(0xE0 | character >> 12);
        append(0x80 | (character >> 6 & 0x3F));
        append(0x80 | (character & 0x3F));
    } else {
        append(0xF0 | (character >> 18 & 0x07));
        append(0x80 | (character >> 12 & 0x3F));
        append(0x80 | (character >> 6 & 0x3F));
        append(0x80 | (character & 0x3F));
    }
}

/// One element of an array of texts; NumPy fills it up with zeros.
std::string textOf(std::span<const std::byte> element, const NpyHeader& header)
{
    std::string text;
    if (header.kind == NpyHeader::Kind::Texts) {
        text.assign(reinterpret_cast<const char*>(element.data()), element.size());
    } else {
        for (std::size_t place = 0; place < element.size(); place += sizeof(char32_t)) {
            std::uint32_t character = 0;
            std::memcpy(&character, element.data() + place, sizeof character);
            if (header.array.swapped)
                character = __builtin_bswap32(character);
            appendUtf8(text, character);
        }
    }
    text.erase(text.find_last_not_of('\0') + 1);
    return text;
}

} // namespace

FileContents npzContents(const std::filesystem::path& path)
{
    const ZipArchive archive(path);
    FileContents contents;
    contents.path = path;
    for (const ZipEntry& entry : archive.entries()) {
        if (!entry.name.ends_with(kExtension))
            continue;
        const NpyHeader header = headerOf(archive, entry);
        DatasetEntry dataset;
        dataset.path = datasetOf(entry);
        dataset.shape = header.array.shape;
        dataset.typeName = header.typeCode;
        if (header.kind == NpyHeader::Kind::Numbers) {
            dataset.type = header.array.type;
            dataset.typeName = toString(header.array.type);
        } else if (header.kind != NpyHeader::Kind::Other) {
            dataset.typeName = "string";
        }
        contents.groups[parentPath(dataset.path)].creationOrder = true;
        contents.datasets.push_back(std::move(dataset));
    }
    return contents;
}

std::unique_ptr<TensorReader> openNpzTensor(const std::filesystem::path& path,
                                            const std::string& dataset, std::size_t axis)
{
    const ZipArchive archive(path);
    const ZipEntry entry = findEntry(archive, dataset);
    const StoredArray array = numbersOf(headerOf(archive, entry), whereOf(archive, entry));
    requirePlaces(array.shape, axis, whereOf(archive, entry));
    return std::make_unique<MappedTensor>(archive.expand(entry), array, axis);
}

std::vector<std::string> readNpzTexts(const std::filesystem::path& path, const std::string& dataset)
{
    const ZipArchive archive(path);
    const ZipEntry entry = findEntry(archive, dataset);
    const NpyHeader header = headerOf(archive, entry);
    if (header.kind != NpyHeader::Kind::Texts && header.kind != NpyHeader::Kind::Utf32Texts) {
        throw InputError(whereOf(archive, entry) + " holds " + header.typeCode +
                         "; strings or integers were expected.");
    }
    const auto bytes = archive.head(entry, static_cast<std::size_t>(entry.bytes));
    const auto size = static_cast<std::size_t>(header.elementBytes);
    const auto count = static_cast<std::size_t>(elementCount(header.array.shape).value());
    const auto data = std::span(bytes).subspan(static_cast<std::size_t>(header.array.offset));
    std::vector<std::string> texts;
    texts.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        texts.push_back(textOf(data.subspan(i * size, size), header));
    return texts;
}

} // namespace counterpart::core
