#include "core/io/zip_directory.h"

#include "core/base/error.h"

#include <zlib.h>

#include <algorithm>
#include <functional>

namespace counterpart::core {

namespace {

[[noreturn]] void refuse(const MappedFile& archive, const ZipEntry& entry)
{
    throw InputError(archive.path().string() + ": " + entry.name +
                     " is damaged: its packed bytes do not expand to " +
                     std::to_string(entry.bytes) + " bytes with the right checksum.");
}

/// zlib's state, ended with the object.
class Inflater
{
public:
    Inflater()
    {
        constexpr int kRawDeflate = -MAX_WBITS; // without zlib's own header
        if (inflateInit2(&m_stream, kRawDeflate) != Z_OK)
            throw Error(ErrorKind::Runtime, "There is no memory to expand a zip archive.");
    }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    z_stream& stream() { return m_stream; }

private:
    z_stream m_stream{};
};

/// Hands the expanded bytes on, piece by piece, until `take` says no more. False if they are
/// damaged or end too early.
bool expand(const MappedFile& archive, const ZipEntry& entry,
            const std::function<bool(std::span<const std::byte>)>& take)
{
    constexpr std::uint64_t kPiece = std::uint64_t{1} << 20;
    Inflater inflater;
    z_stream& stream = inflater.stream();
    std::vector<std::byte> expanded(kPiece);
    for (std::uint64_t done = 0; done < entry.packedBytes;) {
        const auto length = static_cast<std::size_t>(std::min(kPiece, entry.packedBytes - done));
        const MappedWindow packed = archive.window(entry.offset + done, length);
        done += length;
        // zlib does not write to its input, though its type allows it.
        stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));
        stream.avail_in = static_cast<uInt>(length);
        int state = Z_OK;
        do {
            stream.next_out = reinterpret_cast<Bytef*>(expanded.data());
            stream.avail_out = static_cast<uInt>(expanded.size());
            state = inflate(&stream, Z_NO_FLUSH);
            if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR)
                return false;
            if (!take(std::span(expanded).first(expanded.size() - stream.avail_out)))
                return true;
        } while (stream.avail_out == 0 && state != Z_STREAM_END);
        if (state == Z_STREAM_END)
            return done == entry.packedBytes;
    }
    return false;
}

} // namespace

std::vector<std::byte> expandHead(const MappedFile& archive, const ZipEntry& entry,
                                  std::size_t most)
{
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(most, entry.bytes));
    std::vector<std::byte> head;
    if (!entry.deflated) {
        head.resize(wanted);
        archive.copy(entry.offset, wanted, head.data());
        return head;
    }
    const bool good = expand(archive, entry, [&](std::span<const std::byte> bytes) {
        const std::size_t more = std::min(bytes.size(), wanted - head.size());
        head.insert(head.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(more));
        return head.size() < wanted;
    });
    if (!good || head.size() < wanted)
        refuse(archive, entry);
    return head;
}

MappedFile expandToTemporary(const MappedFile& archive, const ZipEntry& entry)
{
    MappedFile file = MappedFile::temporary(archive.path());
    std::uint64_t length = 0;
    uLong checksum = crc32(0, nullptr, 0);
    const bool good = expand(archive, entry, [&](std::span<const std::byte> bytes) {
        file.append(bytes);
        length += bytes.size();
        checksum = crc32(checksum, reinterpret_cast<const Bytef*>(bytes.data()),
                         static_cast<uInt>(bytes.size()));
        return length <= entry.bytes;
    });
    if (!good || length != entry.bytes || checksum != entry.checksum)
        refuse(archive, entry);
    return file;
}

} // namespace counterpart::core
