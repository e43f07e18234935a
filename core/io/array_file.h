#pragma once

#include "core/io/file_contents.h"
#include "core/io/tensor_reader.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace counterpart::core {

/// The headers of a file of any kind that is read. Throws InputError as fileKind() does, and if the
/// file is damaged.
FileContents readContents(const std::filesystem::path& path);

/// Opens a dataset of numbers to be read along `axis`. Throws InputError if the dataset is absent,
/// empty, not of numbers or cannot be read.
std::unique_ptr<TensorReader> openTensor(const std::filesystem::path& path,
                                         const std::string& dataset, std::size_t axis);

/// The strings of a dataset, integers as digits. Throws InputError for any other type.
std::vector<std::string> readTexts(const std::filesystem::path& path, const std::string& dataset,
                                   Index first, Index most);

} // namespace counterpart::core
