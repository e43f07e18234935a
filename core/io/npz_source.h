#pragma once

#include "core/io/file_contents.h"
#include "core/io/tensor_reader.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace counterpart::core {

/// The arrays of a .npz file as datasets "/<array>", in the order of the archive; what is not an
/// array is left out. Throws InputError if the archive is damaged.
FileContents npzContents(const std::filesystem::path& path);

/// Opens an array of numbers to be read along `axis`; it is first expanded to a temporary file as
/// large as the array, so that memory does not grow with it.
std::unique_ptr<TensorReader> openNpzTensor(const std::filesystem::path& path,
                                            const std::string& dataset, std::size_t axis);

/// The texts of an array of type U or S, as UTF-8. Throws InputError for any other.
std::vector<std::string> readNpzTexts(const std::filesystem::path& path,
                                      const std::string& dataset);

} // namespace counterpart::core
