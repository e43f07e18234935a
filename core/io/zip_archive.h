#pragma once

#include "core/io/mapped_file.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct zip;

namespace counterpart::core {

/// A member of a zip archive.
struct ZipEntry
{
    std::uint64_t index = 0; ///< place in the archive
    std::string name;
    std::uint64_t bytes = 0; ///< expanded
};

/// A zip archive, zip64 included, read by libzip. One thread at a time.
class ZipArchive
{
public:
    /// Throws InputError if the file is missing or is no zip archive.
    explicit ZipArchive(std::filesystem::path path);

    const std::filesystem::path& path() const { return m_path; }
    /// The members in the order of the archive. Throws InputError if the directory is damaged.
    std::vector<ZipEntry> entries() const;
    /// The first bytes of a member, at most `most`. Throws InputError if it is damaged, encrypted
    /// or packed by a method that is not known.
    std::vector<std::byte> head(const ZipEntry& entry, std::size_t most) const;
    /// Expands a member to a temporary file of its size, and checks its checksum. Throws InputError
    /// as head() does, Error if the disk is full.
    MappedFile expand(const ZipEntry& entry) const;

private:
    struct Close
    {
        void operator()(zip* archive) const;
    };

    std::filesystem::path m_path;
    std::unique_ptr<zip, Close> m_archive;
};

} // namespace counterpart::core
