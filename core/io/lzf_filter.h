#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace counterpart::core {

/// Makes h5py's filter "lzf" (32000) readable, which the HDF5 library itself lacks. Cheap to
/// repeat.
void registerLzfFilter();

/// Expands LZF data (Marc Lehmann's LibLZF format) to `target`; the bytes written, or none if the
/// data is damaged or does not fit.
std::optional<std::size_t> expandLzf(std::span<const unsigned char> data,
                                     std::span<unsigned char> target);

} // namespace counterpart::core
