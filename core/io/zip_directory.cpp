#include "core/io/zip_directory.h"

#include "core/base/error.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>

namespace counterpart::core {

namespace {

constexpr std::uint32_t kEndSignature = 0x06054b50;
constexpr std::uint32_t kEnd64LocatorSignature = 0x07064b50;
constexpr std::uint32_t kEnd64Signature = 0x06064b50;
constexpr std::uint32_t kEntrySignature = 0x02014b50;
constexpr std::uint32_t kLocalSignature = 0x04034b50;
constexpr std::size_t kEndLength = 22;
constexpr std::size_t kEnd64LocatorLength = 20;
constexpr std::size_t kEnd64Length = 56;
constexpr std::size_t kEntryLength = 46;
constexpr std::size_t kLocalLength = 30;
constexpr std::size_t kLongestComment = 0xFFFF;
constexpr std::uint32_t kIn64 = 0xFFFFFFFF; ///< the value is in the zip64 field

[[noreturn]] void refuse(const MappedFile& archive, const std::string& why)
{
    throw InputError(archive.path().string() + " is a zip archive that cannot be read: " + why);
}

/// Little-endian numbers at places of a piece of the archive.
class Fields
{
public:
    Fields(const MappedFile& archive, std::span<const std::byte> bytes)
        : m_archive(archive),
          m_bytes(bytes)
    {
    }

    std::uint64_t number(std::size_t place, std::size_t size) const
    {
        std::uint64_t value = 0;
        for (std::size_t i = size; i-- > 0;)
            value = value << 8 | std::to_integer<std::uint64_t>(part(place + i, 1)[0]);
        return value;
    }
    std::uint16_t u16(std::size_t place) const
    {
        return static_cast<std::uint16_t>(number(place, 2));
    }
    std::uint32_t u32(std::size_t place) const
    {
        return static_cast<std::uint32_t>(number(place, 4));
    }
    std::uint64_t u64(std::size_t place) const { return number(place, 8); }
    std::size_t size() const { return m_bytes.size(); }

    std::span<const std::byte> part(std::size_t place, std::size_t length) const
    {
        if (place > m_bytes.size() || length > m_bytes.size() - place)
            refuse(m_archive, "its directory is damaged.");
        return m_bytes.subspan(place, length);
    }

private:
    const MappedFile& m_archive;
    std::span<const std::byte> m_bytes;
};

struct DirectoryPlace
{
    std::uint64_t offset = 0, length = 0, entries = 0;
};

DirectoryPlace findDirectory(const MappedFile& archive)
{
    const std::uint64_t size = archive.size();
    const auto tailLength = static_cast<std::size_t>(
        std::min<std::uint64_t>(size, kEndLength + kLongestComment + kEnd64LocatorLength));
    const MappedWindow window = archive.window(size - tailLength, tailLength);
    const Fields tail(archive, {window.data(), tailLength});
    for (std::size_t end = tailLength >= kEndLength ? tailLength - kEndLength + 1 : 0; end-- > 0;) {
        if (tail.u32(end) != kEndSignature)
            continue;
        const bool has64 = end >= kEnd64LocatorLength &&
                           tail.u32(end - kEnd64LocatorLength) == kEnd64LocatorSignature;
        if (!has64)
            return {tail.u32(end + 16), tail.u32(end + 12), tail.u16(end + 10)};
        const std::uint64_t end64 = tail.u64(end - kEnd64LocatorLength + 8);
        const MappedWindow bytes = archive.window(end64, kEnd64Length);
        const Fields fields(archive, {bytes.data(), kEnd64Length});
        if (fields.u32(0) != kEnd64Signature)
            refuse(archive, "its directory is damaged.");
        return {fields.u64(48), fields.u64(40), fields.u64(32)};
    }
    refuse(archive, "it has no directory; it may be cut short.");
}

/// Takes the sizes and the offset that do not fit four bytes from the zip64 field.
void readZip64(const Fields& directory, std::size_t extra, std::size_t extraLength, ZipEntry& entry)
{
    constexpr std::uint16_t kZip64Field = 1;
    const std::size_t end = extra + extraLength;
    while (extra + 4 <= end && directory.u16(extra) != kZip64Field)
        extra += 4 + std::size_t{directory.u16(extra + 2)};
    if (extra + 4 > end)
        return;
    std::size_t place = extra + 4;
    for (std::uint64_t* const value : {&entry.bytes, &entry.packedBytes, &entry.offset}) {
        if (*value == kIn64) {
            *value = directory.u64(place);
            place += 8;
        }
    }
}

/// The bytes of a member follow its local header, whose length only that header tells.
std::uint64_t dataOffset(const MappedFile& archive, std::uint64_t localHeader)
{
    const MappedWindow window = archive.window(localHeader, kLocalLength);
    const Fields fields(archive, {window.data(), kLocalLength});
    if (fields.u32(0) != kLocalSignature)
        refuse(archive, "its directory is damaged.");
    return localHeader + kLocalLength + fields.u16(26) + fields.u16(28);
}

ZipEntry readEntry(const MappedFile& archive, const Fields& directory, std::size_t& place)
{
    constexpr std::uint16_t kStored = 0, kDeflated = 8, kEncrypted = 1;
    if (directory.u32(place) != kEntrySignature)
        refuse(archive, "its directory is damaged.");
    const std::size_t nameLength = directory.u16(place + 28);
    const std::size_t extraLength = directory.u16(place + 30);
    const auto name = directory.part(place + kEntryLength, nameLength);
    ZipEntry entry;
    entry.name.assign(reinterpret_cast<const char*>(name.data()), name.size());
    const std::uint16_t method = directory.u16(place + 10);
    if ((directory.u16(place + 8) & kEncrypted) != 0)
        refuse(archive, entry.name + " is encrypted.");
    if (method != kStored && method != kDeflated)
        refuse(archive, entry.name + " is packed by the method " + std::to_string(method) +
                            "; none or deflate (8) were expected.");
    entry.deflated = method == kDeflated;
    entry.checksum = directory.u32(place + 16);
    entry.packedBytes = directory.u32(place + 20);
    entry.bytes = directory.u32(place + 24);
    entry.offset = directory.u32(place + 42);
    readZip64(directory, place + kEntryLength + nameLength, extraLength, entry);
    entry.offset = dataOffset(archive, entry.offset);
    if (entry.offset > archive.size() || entry.packedBytes > archive.size() - entry.offset)
        refuse(archive, entry.name + " is cut short.");
    place += kEntryLength + nameLength + extraLength + directory.u16(place + 32);
    return entry;
}

} // namespace

std::vector<ZipEntry> readZipDirectory(const MappedFile& archive)
{
    const DirectoryPlace found = findDirectory(archive);
    if (found.length == 0)
        return {};
    const auto length = static_cast<std::size_t>(found.length);
    const MappedWindow window = archive.window(found.offset, length);
    const Fields directory(archive, {window.data(), length});
    std::vector<ZipEntry> entries;
    std::size_t place = 0;
    for (std::uint64_t i = 0; i < found.entries; ++i)
        entries.push_back(readEntry(archive, directory, place));
    return entries;
}

} // namespace counterpart::core
