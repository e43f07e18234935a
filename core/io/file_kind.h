#pragma once

#include <filesystem>

namespace counterpart::core {

/// The kinds of file that are read.
enum class FileKind { Hdf5, Npy, Npz, Safetensors };

/// Tells the kind by the file's first bytes. Throws InputError, with what it seems to be and what
/// was expected, if the file is missing, a folder, empty, or of no kind that is read.
FileKind fileKind(const std::filesystem::path& path);

} // namespace counterpart::core
