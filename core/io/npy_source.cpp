#include "core/io/npy_source.h"

#include "core/io/mapped_file.h"
#include "core/io/npy_header.h"

#include <algorithm>

namespace counterpart::core {

StoredArray readNpyHeader(const std::filesystem::path& path)
{
    const MappedFile file(path);
    const std::uint64_t length = file.size();
    const auto headLength =
        static_cast<std::size_t>(std::min<std::uint64_t>(length, kLongestNpyHeader));
    const MappedWindow head = file.window(0, headLength);
    return numbersOf(parseNpyHeader({head.data(), headLength}, length, path.string()),
                     path.string());
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
