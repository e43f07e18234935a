#pragma once

#include "core/io/file_contents.h"
#include "core/io/stored_array.h"

#include <filesystem>

#include <string>

namespace counterpart::core {

/// The tensors of a .safetensors file as datasets "/<tensor>", in the order of their data; its
/// metadata as attributes. Throws InputError if the header is damaged or promises more than is
/// there.
FileContents safetensorsContents(const std::filesystem::path& path);

/// Where the tensor of a dataset is. Throws InputError if there is none, or it is not of numbers.
StoredArray findSafetensor(const std::filesystem::path& path, const std::string& dataset);

} // namespace counterpart::core
