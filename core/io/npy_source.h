#pragma once

#include "core/io/file_contents.h"
#include "core/io/stored_array.h"

#include <filesystem>

namespace counterpart::core {

/// Reads the header of a .npy file (versions 1 to 3, C and Fortran order, either byte order).
/// Throws InputError if it is damaged, holds anything but numbers, or the file ends before the
/// data.
StoredArray readNpyHeader(const std::filesystem::path& path);

/// The array as the only dataset, "/activations/activations", of a file: one layer of that name, so
/// that two .npy files have a layer in common.
FileContents npyContents(const std::filesystem::path& path);

} // namespace counterpart::core
