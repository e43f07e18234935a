#include "core/io/lzf_filter.h"

#include <hdf5.h>

#include <algorithm>
#include <cstdlib>

namespace counterpart::core {

namespace {

constexpr H5Z_filter_t kLzfFilter = 32000;

/// The filter's parameters, as h5py stores them: its revision, LibLZF's version, a chunk's bytes.
constexpr std::size_t kChunkBytesParameter = 2;

/// Returns the bytes of the expanded chunk; 0 if it failed, as it does at compressing, which leaves
/// a chunk that is written as it is.
std::size_t expandChunk(unsigned flags, std::size_t parameterCount, const unsigned* parameters,
                        std::size_t bytes, std::size_t* bufferSize, void** buffer)
{
    if (!(flags & H5Z_FLAG_REVERSE) || parameterCount <= kChunkBytesParameter)
        return 0;
    const std::size_t chunkBytes = parameters[kChunkBytesParameter];
    void* const chunk = std::malloc(chunkBytes);
    if (!chunk)
        return 0;
    const auto written = expandLzf({static_cast<const unsigned char*>(*buffer), bytes},
                                   {static_cast<unsigned char*>(chunk), chunkBytes});
    if (!written) {
        std::free(chunk);
        return 0;
    }
    std::free(*buffer);
    *buffer = chunk;
    *bufferSize = chunkBytes;
    return *written;
}

} // namespace

void registerLzfFilter()
{
    if (H5Zfilter_avail(kLzfFilter) > 0)
        return;
    const H5Z_class2_t filter{H5Z_CLASS_T_VERS, kLzfFilter, 1,          1, "lzf",
                              nullptr,          nullptr,    expandChunk};
    H5Zregister(&filter);
}

std::optional<std::size_t> expandLzf(std::span<const unsigned char> data,
                                     std::span<unsigned char> target)
{
    constexpr unsigned kLongestLiteral = 32; // a control byte below it counts literals, less one
    constexpr unsigned kLongLength = 7;      // a length in three bits that is continued in a byte
    std::size_t in = 0;
    std::size_t out = 0;
    while (in < data.size()) {
        const unsigned control = data[in++];
        if (control < kLongestLiteral) {
            const std::size_t length = control + 1;
            if (length > data.size() - in || length > target.size() - out)
                return std::nullopt;
            std::copy_n(&data[in], length, &target[out]);
            in += length;
            out += length;
            continue;
        }
        std::size_t length = control >> 5;
        if (length == kLongLength) {
            if (in == data.size())
                return std::nullopt;
            length += data[in++];
        }
        length += 2;
        if (in == data.size())
            return std::nullopt;
        const std::size_t distance = ((control & 0x1FU) << 8) + data[in++] + 1;
        if (distance > out || length > target.size() - out)
            return std::nullopt;
        for (std::size_t i = 0; i < length; ++i, ++out) // may overlap what it copies
            target[out] = target[out - distance];
    }
    return out;
}

} // namespace counterpart::core
