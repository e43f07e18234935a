#pragma once

#include "core/io/tensor_reader.h"

#include <filesystem>
#include <memory>
#include <string>

namespace counterpart::core {

/// Opens a dataset of numbers to be read along `axis`. An uncompressed dataset that lies in one
/// piece is mapped; any other is read through the library, a row of chunks at a time, each chunk
/// expanded once as long as slabs follow one another. Throws InputError if the dataset is absent,
/// not of numbers, or was written with a filter that is not installed (named in the message).
std::unique_ptr<TensorReader> openHdf5Tensor(const std::filesystem::path& path,
                                             const std::string& dataset, std::size_t axis);

} // namespace counterpart::core
