#include "core/io/hdf5_source.h"

#include "core/base/error.h"
#include "core/io/hdf5_file.h"
#include "core/io/mapped_tensor.h"

#include <algorithm>
#include <array>

namespace counterpart::core {

namespace {

constexpr std::size_t kLargestChunkCache = std::size_t{256} << 20;
constexpr std::size_t kSlabBytes = std::size_t{4} << 20;

/// The chunks of a dataset; none where it is not chunked.
struct Chunks
{
    std::vector<hsize_t> extents;
    std::size_t count = 0; ///< chunks that hold any one place of the axis
    std::size_t bytes = 0; ///< what they take, expanded

    bool fitCache() const { return bytes <= kLargestChunkCache; }
};

Chunks chunksOf(hid_t properties, const std::vector<Index>& shape, std::size_t axis,
                std::size_t elementSize)
{
    Chunks chunks;
    if (H5Pget_layout(properties) != H5D_CHUNKED)
        return chunks;
    chunks.extents.resize(shape.size());
    H5Pget_chunk(properties, static_cast<int>(shape.size()), chunks.extents.data());
    chunks.count = 1;
    chunks.bytes = elementSize;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const auto extent = static_cast<hsize_t>(shape[i]);
        if (i != axis)
            chunks.count *= (extent + chunks.extents[i] - 1) / chunks.extents[i];
        chunks.bytes *= chunks.extents[i];
    }
    chunks.bytes *= chunks.count;
    return chunks;
}

/// Names of filters that files often carry without their names.
std::string knownFilter(H5Z_filter_t filter)
{
    struct Known
    {
        H5Z_filter_t id;
        const char* name;
    };
    constexpr std::array kKnown{Known{H5Z_FILTER_SZIP, "szip"}, Known{307, "bzip2"},
                                Known{32001, "blosc"},          Known{32004, "lz4"},
                                Known{32008, "bitshuffle"},     Known{32013, "zfp"},
                                Known{32015, "zstd"},           Known{32017, "sz"},
                                Known{32026, "blosc2"}};
    const auto found = std::ranges::find(kKnown, filter, &Known::id);
    return found == kKnown.end() ? "unnamed" : found->name;
}

void requireFilters(hid_t properties, const std::string& where)
{
    for (int i = 0; i < H5Pget_nfilters(properties); ++i) {
        std::array<char, 128> name{};
        unsigned flags = 0, configuration = 0;
        std::size_t parameters = 0;
        const H5Z_filter_t filter =
            H5Pget_filter2(properties, static_cast<unsigned>(i), &flags, &parameters, nullptr,
                           name.size() - 1, name.data(), &configuration);
        if (filter >= 0 && H5Zfilter_avail(filter) <= 0) {
            const std::string shown = name[0] ? std::string(name.data()) : knownFilter(filter);
            throw InputError(where + " was written with the filter \"" + shown + "\" (number " +
                             std::to_string(filter) +
                             "), which is not installed. Install its HDF5 "
                             "plugin and set HDF5_PLUGIN_PATH, or write the dataset with gzip.");
        }
    }
}

/// The file and offset of a dataset whose elements lie there as they are; none if they do not.
std::optional<std::filesystem::path> plainFile(hid_t dataset, hid_t properties, hid_t fileType,
                                               hid_t memoryType, std::uint64_t& offset)
{
    if (H5Pget_layout(properties) != H5D_CONTIGUOUS || H5Pget_external_count(properties) != 0 ||
        H5Tequal(fileType, memoryType) <= 0)
        return std::nullopt;
    const haddr_t address = H5Dget_offset(dataset);
    const auto length =
        H5Fget_name(dataset, nullptr, 0); // not the path: it may be a link elsewhere
    if (address == HADDR_UNDEF || length <= 0)
        return std::nullopt;
    std::string name(static_cast<std::size_t>(length), '\0');
    H5Fget_name(dataset, name.data(), name.size() + 1);
    offset = address;
    return name;
}

/// A dataset that only the library can read: chunked, compressed or of another byte order.
class Hdf5Tensor : public TensorReader
{
public:
    Hdf5Tensor(Hdf5File file, Hdf5Handle dataset, std::string where, Hdf5Handle memoryType,
               ElementType type, const std::vector<Index>& shape, std::size_t axis, Chunks chunks)
        : TensorReader(type, false, shape, axis),
          m_file(std::move(file)),
          m_dataset(std::move(dataset)),
          m_memoryType(std::move(memoryType)),
          m_where(std::move(where)),
          m_chunks(std::move(chunks)),
          m_perPlace(static_cast<std::size_t>(elementCount(shape).value() / extent()) *
                     sizeOf(type))
    {
    }

    Slab read(Index first, Index count) override
    {
        const Hdf5Lock lock;
        std::vector<hsize_t> start(shape().size(), 0);
        std::vector<hsize_t> extents(shape().begin(), shape().end());
        start[axis()] = static_cast<hsize_t>(first);
        extents[axis()] = static_cast<hsize_t>(count);
        const Hdf5Handle file(H5Dget_space(m_dataset.get()), H5Sclose);
        const Hdf5Handle memory(
            H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr), H5Sclose);
        m_buffer.resize(m_perPlace * static_cast<std::size_t>(count));
        if (H5Sselect_hyperslab(file.get(), H5S_SELECT_SET, start.data(), nullptr, extents.data(),
                                nullptr) < 0 ||
            H5Dread(m_dataset.get(), m_memoryType.get(), memory.get(), file.get(), H5P_DEFAULT,
                    m_buffer.data()) < 0) {
            throw InputError(m_where + " cannot be read at " + std::to_string(first) +
                             lastHdf5Error() + ".");
        }
        return {m_buffer.data(),
                rowMajorStrides(std::vector<Index>(extents.begin(), extents.end()))};
    }

    /// Slabs end where chunks do. Where a row of chunks exceeds the cache, one slab takes all that
    /// is asked for, so that a chunk is expanded once a call.
    Index slabEnd(Index first, Index end) const override
    {
        if (!m_chunks.fitCache())
            return end;
        const auto step = static_cast<Index>(std::max<std::size_t>(kSlabBytes / m_perPlace, 1));
        const Index stop = first + step;
        if (stop >= end || m_chunks.extents.empty())
            return std::min(stop, end);
        const auto chunk = static_cast<Index>(m_chunks.extents[axis()]);
        const Index aligned = stop / chunk * chunk;
        return aligned > first ? aligned : stop;
    }

private:
    Hdf5File m_file;
    Hdf5Handle m_dataset;
    Hdf5Handle m_memoryType;
    std::string m_where;
    Chunks m_chunks;
    std::size_t m_perPlace; ///< bytes a place of the axis takes
    std::vector<std::byte> m_buffer;
};

/// The cache holds one row of chunks along the axis, so that a chunk that two slabs share is
/// expanded once; whole chunks that were read are given up first.
Hdf5Handle chunkCache(const Chunks& chunks)
{
    constexpr std::size_t kSmallestCache = std::size_t{1} << 20;
    constexpr double kGiveUpReadChunks = 1.0;
    Hdf5Handle access(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose);
    if (chunks.fitCache()) {
        H5Pset_chunk_cache(access.get(), 2 * chunks.count + 521,
                           std::max(chunks.bytes, kSmallestCache), kGiveUpReadChunks);
    }
    return access;
}

} // namespace

std::unique_ptr<TensorReader> openHdf5Tensor(const std::filesystem::path& path,
                                             const std::string& dataset, std::size_t axis)
{
    const Hdf5Lock lock;
    Hdf5File file(path);
    const std::string where = path.string() + ": " + dataset;
    Hdf5Handle handle = file.openDataset(dataset);
    const Hdf5Handle fileType(H5Dget_type(handle.get()), H5Tclose);
    const auto element = hdf5ElementType(fileType.get());
    if (!element) {
        throw InputError(where + " holds " + hdf5TypeName(fileType.get()) +
                         "; numbers (float or integer) were expected.");
    }
    const std::vector<Index> shape = hdf5Shape(handle.get());
    requirePlaces(shape, axis, where);
    const Hdf5Handle properties(H5Dget_create_plist(handle.get()), H5Pclose);
    requireFilters(properties.get(), where);

    Hdf5Handle memoryType = hdf5MemoryType(*element, fileType.get());
    std::uint64_t offset = 0;
    if (const auto plain =
            plainFile(handle.get(), properties.get(), fileType.get(), memoryType.get(), offset))
        return std::make_unique<MappedTensor>(
            MappedFile(*plain), StoredArray{offset, *element, false, false, shape}, axis);
    Chunks chunks = chunksOf(properties.get(), shape, axis, sizeOf(*element));
    handle = {}; // or the cache would stay that of the first opening
    handle = file.openDataset(dataset, chunkCache(chunks).get());
    return std::make_unique<Hdf5Tensor>(std::move(file), std::move(handle), where,
                                        std::move(memoryType), *element, shape, axis,
                                        std::move(chunks));
}

} // namespace counterpart::core
