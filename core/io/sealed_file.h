#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace counterpart::core {

/// The first bytes of a study: a line of text that says what the file is, the version of its
/// format, its length, and a checksum (CRC-32) of all that follows. They stand in the block that
/// HDF5 leaves to users, so that other programs read the file as HDF5, and no damaged byte reaches
/// the HDF5 library.
///
///     counterpart-study 1 123456 89abcdef
inline constexpr std::uint64_t kSealBytes = 512;
inline constexpr const char* kSealWord = "counterpart-study";

/// Whether the file begins with that word; false also for what cannot be read.
bool isSealed(const std::filesystem::path& path);

/// Throws InputError, naming what was found and what was expected, if the file is missing, does not
/// begin with the word, is of a newer version than `newest`, was cut short or is damaged. Cost: the
/// file is read once, 1 GB a second.
void requireSeal(const std::filesystem::path& path, int newest);

/// As replaceFile() does, with a seal: `write` makes a file with kSealBytes to spare at the
/// beginning, which is sealed before it is forced to the disk and renamed.
void replaceSealed(const std::filesystem::path& path, int version,
                   const std::function<void(const std::filesystem::path& temporary)>& write);

} // namespace counterpart::core
