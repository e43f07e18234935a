#pragma once

#include "core/io/mapped_file.h"

#include <cstdint>
#include <string>
#include <vector>

namespace counterpart::core {

/// A member of a zip archive.
struct ZipEntry
{
    std::string name;
    bool deflated = false;         ///< else it lies in the archive as it is
    std::uint64_t offset = 0;      ///< of its bytes in the archive
    std::uint64_t packedBytes = 0; ///< bytes it takes there
    std::uint64_t bytes = 0;       ///< bytes it has
    std::uint32_t checksum = 0;    ///< CRC-32 of its bytes
};

/// The members of an archive, zip64 included, in the order of the directory. Our own reader,
/// because zip libraries do not tell where a member lies, and one that lies there as it is can be
/// mapped. Throws InputError if the archive is damaged, encrypted or packed by another method than
/// deflate.
std::vector<ZipEntry> readZipDirectory(const MappedFile& archive);

/// Expands the first bytes of a member, at most `most`.
std::vector<std::byte> expandHead(const MappedFile& archive, const ZipEntry& entry,
                                  std::size_t most);

/// Expands a deflated member to a temporary file. Throws InputError if it is damaged, Error if the
/// disk is full.
MappedFile expandToTemporary(const MappedFile& archive, const ZipEntry& entry);

} // namespace counterpart::core
