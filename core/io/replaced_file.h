#pragma once

#include <filesystem>
#include <functional>

namespace counterpart::core {

/// Replaces `path` by what `write` makes, or leaves it as it was: `write` gets the name of a file
/// beside it, which is then forced to the disk and renamed. A process that is killed meanwhile
/// leaves the old file and a temporary one, which the next call for that path on the same machine
/// removes. Links are followed; what exists and is no regular file (a pipe, /dev/null) is written
/// directly. Throws Error (Runtime) where the disk refuses, and what `write` throws; then nothing
/// is left.
void replaceFile(const std::filesystem::path& path,
                 const std::function<void(const std::filesystem::path& file)>& write);

/// Throws Error (Runtime): "PATH cannot be written: No space left on device", by an `errno`.
[[noreturn]] void failToWrite(const std::filesystem::path& path, int error);

} // namespace counterpart::core
