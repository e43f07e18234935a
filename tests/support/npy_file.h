#pragma once

#include "core/base/types.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace counterpart::test {

/// Writes `values`, in C order, as a NumPy 1.0 file of little-endian float32 of that shape.
inline void writeNpy(const std::filesystem::path& path, const std::vector<core::Index>& shape,
                     const std::vector<float>& values)
{
    std::string axes;
    for (const core::Index extent : shape)
        axes += std::to_string(extent) + ",";
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + axes + "), }";
    header.append(64 - (10 + header.size() + 1) % 64, ' ');
    header += '\n';
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    const auto length = static_cast<unsigned>(header.size());
    file << "\x93NUMPY" << '\x01' << '\0' << static_cast<char>(length % 256)
         << static_cast<char>(length / 256) << header;
    file.write(reinterpret_cast<const char*>(values.data()),
               static_cast<std::streamsize>(values.size() * sizeof(float)));
}

/// [samples x units] as a layer without a map.
inline void writeNpy(const std::filesystem::path& path, const core::ActivationBlock& values)
{
    const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = values;
    writeNpy(path, {rows.rows(), rows.cols()},
             std::vector<float>(rows.data(), rows.data() + rows.size()));
}

} // namespace counterpart::test
