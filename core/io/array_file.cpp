#include "core/io/array_file.h"

#include "core/base/error.h"
#include "core/io/file_kind.h"
#include "core/io/hdf5_file.h"
#include "core/io/hdf5_source.h"
#include "core/io/mapped_tensor.h"
#include "core/io/npy_source.h"
#include "core/io/npz_source.h"
#include "core/io/safetensors_source.h"

#include <algorithm>

namespace counterpart::core {

namespace {

std::unique_ptr<TensorReader> openArray(const std::filesystem::path& path, const StoredArray& array,
                                        const std::string& dataset, std::size_t axis)
{
    requirePlaces(array.shape, axis, path.string() + ": " + dataset);
    return std::make_unique<MappedTensor>(MappedFile(path), array, axis);
}

/// The integers of a list as digits.
std::vector<std::string> readDigits(TensorReader& reader, const std::string& where)
{
    if (!isInteger(reader.type()) || reader.shape().size() != 1) {
        throw InputError(where + " holds " + toString(reader.type()) + " " +
                         shapeText(reader.shape()) + "; strings or integers were expected.");
    }
    std::vector<std::string> digits;
    const std::size_t size = sizeOf(reader.type());
    for (Index first = 0; first < reader.extent();) {
        const Index end = reader.slabEnd(first, reader.extent());
        const std::byte* integer = reader.read(first, end - first).data;
        for (; first < end; ++first, integer += size)
            digits.push_back(toDigits(reader.type(), reader.swapped(), integer));
    }
    return digits;
}

std::vector<std::string> readAllTexts(const std::filesystem::path& path, const std::string& dataset,
                                      FileKind kind)
{
    const FileContents contents = readContents(path);
    const auto entry = std::ranges::find(contents.datasets, dataset, &DatasetEntry::path);
    if (kind == FileKind::Npz && entry != contents.datasets.end() && !entry->type)
        return readNpzTexts(path, dataset);
    return readDigits(*openTensor(path, dataset, 0), path.string() + ": " + dataset);
}

} // namespace

FileContents readContents(const std::filesystem::path& path)
{
    switch (fileKind(path)) {
    case FileKind::Npy:
        return npyContents(path);
    case FileKind::Npz:
        return npzContents(path);
    case FileKind::Safetensors:
        return safetensorsContents(path);
    case FileKind::Hdf5:
        break;
    }
    return Hdf5File(path).contents();
}

std::unique_ptr<TensorReader> openTensor(const std::filesystem::path& path,
                                         const std::string& dataset, std::size_t axis)
{
    switch (fileKind(path)) {
    case FileKind::Npy:
        return openArray(path, readNpyHeader(path), dataset, axis);
    case FileKind::Npz:
        return openNpzTensor(path, dataset, axis);
    case FileKind::Safetensors:
        return openArray(path, findSafetensor(path, dataset), dataset, axis);
    case FileKind::Hdf5:
        break;
    }
    return openHdf5Tensor(path, dataset, axis);
}

std::vector<std::string> readTexts(const std::filesystem::path& path, const std::string& dataset,
                                   Index first, Index most)
{
    const FileKind kind = fileKind(path);
    if (kind == FileKind::Hdf5)
        return Hdf5File(path).readStrings(dataset, first, most);
    std::vector<std::string> texts = readAllTexts(path, dataset, kind);
    const auto count = static_cast<Index>(texts.size());
    const Index begin = std::min(first, count);
    const Index end = begin + std::min(most, count - begin);
    return {std::make_move_iterator(texts.begin() + begin),
            std::make_move_iterator(texts.begin() + end)};
}

} // namespace counterpart::core
