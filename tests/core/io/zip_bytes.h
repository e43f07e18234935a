#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace counterpart::test {

inline std::string littleEndian(std::uint64_t value, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(value >> 8 * i & 0xFF);
    return text;
}

/// CRC-32 (ISO 3309), bit by bit.
inline std::uint32_t crc32Of(const std::string& bytes)
{
    std::uint32_t rest = 0xFFFFFFFF;
    for (const char byte : bytes) {
        rest ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            rest = rest >> 1 ^ ((rest & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~rest;
}

/// The records behind a directory of `length` bytes that begins at `begin`.
inline std::string zipEnd(std::uint64_t count, std::uint64_t begin, std::uint64_t length,
                          bool zip64)
{
    const std::string end = "PK\x05\x06" + std::string(4, '\0');
    const std::string noComment(2, '\0');
    if (!zip64)
        return end + littleEndian(count, 2) + littleEndian(count, 2) + littleEndian(length, 4) +
               littleEndian(begin, 4) + noComment;
    const std::string end64 = "PK\x06\x06" + littleEndian(44, 8) + std::string(12, '\0') +
                              littleEndian(count, 8) + littleEndian(count, 8) +
                              littleEndian(length, 8) + littleEndian(begin, 8);
    const std::string locator =
        "PK\x06\x07" + littleEndian(0, 4) + littleEndian(begin + length, 8) + littleEndian(1, 4);
    return end64 + locator + end + std::string(12, '\xFF') + noComment;
}

/// A zip archive of members that are stored as they are (with zip64 fields and directory if asked
/// for), by the format's description.
inline std::string zipBytes(const std::vector<std::pair<std::string, std::string>>& members,
                            bool zip64)
{
    std::string archive, directory;
    for (const auto& [name, data] : members) {
        const std::uint64_t offset = archive.size();
        const std::string sizes = zip64
                                      ? std::string(8, '\xFF')
                                      : littleEndian(data.size(), 4) + littleEndian(data.size(), 4);
        const std::string sizes64 = littleEndian(data.size(), 8) + littleEndian(data.size(), 8);
        const std::string common = std::string(2, '\0') + std::string(2, '\0') + // flags, method
                                   std::string(4, '\0') +                        // time
                                   littleEndian(crc32Of(data), 4) + sizes +
                                   littleEndian(name.size(), 2);
        const std::string localExtra =
            zip64 ? littleEndian(1, 2) + littleEndian(16, 2) + sizes64 : std::string();
        archive += "PK\x03\x04" + littleEndian(45, 2) + common +
                   littleEndian(localExtra.size(), 2) + name + localExtra + data;
        // Another field comes first, as programs that keep times write it.
        const std::string extra = zip64 ? littleEndian(0x5455, 2) + littleEndian(1, 2) + "x" +
                                              littleEndian(1, 2) + littleEndian(24, 2) + sizes64 +
                                              littleEndian(offset, 8)
                                        : std::string();
        directory += "PK\x01\x02" + littleEndian(45, 2) + littleEndian(45, 2) + common +
                     littleEndian(extra.size(), 2) + std::string(10, '\0') +
                     (zip64 ? std::string(4, '\xFF') : littleEndian(offset, 4)) + name + extra;
    }
    return archive + directory + zipEnd(members.size(), archive.size(), directory.size(), zip64);
}

} // namespace counterpart::test
