#pragma once

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace counterpart::test {

/// A path for a file of this test program, in a folder of its own; an older file is removed.
inline std::filesystem::path testFile(const std::string& name)
{
    const std::filesystem::path folder =
        std::filesystem::path(COUNTERPART_TEST_OUTPUT_DIR) / program_invocation_short_name;
    std::filesystem::create_directories(folder);
    std::filesystem::remove_all(folder / name);
    return folder / name;
}

inline std::filesystem::path writeBytes(const std::string& name, const std::string& bytes)
{
    const std::filesystem::path path = testFile(name);
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

inline std::string readBytes(const std::filesystem::path& path)
{
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
}

} // namespace counterpart::test
