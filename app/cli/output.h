#pragma once

#include <filesystem>
#include <string>

namespace counterpart::cli {

/// Writes `text` to standard output. Throws Error (Runtime) if that fails, for example on a full
/// disk.
void writeToStandardOutput(const std::string& text);

/// Replaces `path` by `text` as core::replaceFile() does.
void writeToFile(const std::filesystem::path& path, const std::string& text);

/// Throws Error (Runtime) if writeToFile() could not succeed: called before long work, not after
/// it.
void requireWritable(const std::filesystem::path& path);

/// A line on standard error.
void warn(const std::string& message);

} // namespace counterpart::cli
