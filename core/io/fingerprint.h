#pragma once

#include "core/data/provenance.h"

#include <filesystem>

namespace counterpart::core {

/// Says what a file is like now. The hash (FNV-1a, 64 bit) covers the size, the first and the last
/// 256 KiB, where the headers of every format lie, and 64 blocks of 4 KiB that are spread evenly
/// over the rest; files up to 1 MiB are covered wholly. So a replaced file is told with certainty,
/// and a single number that was changed in the middle of a large file by its time alone.
/// Cost: at most 1 MiB read, a few milliseconds. Throws InputError if it cannot be read.
Fingerprint fingerprintOf(const std::filesystem::path& path);

/// Whether two prints are of the same content: copying or moving a file changes its time alone.
bool sameContent(const Fingerprint& a, const Fingerprint& b);

/// Whether the file is still as it was: there, of that size, and of that time or else of that hash.
/// Reads the file only where the time differs; throws InputError if it is there and unreadable.
bool isUnchanged(const std::filesystem::path& path, const Fingerprint& before);

} // namespace counterpart::core
