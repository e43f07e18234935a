#include "cli/output.h"

#include "core/base/error.h"
#include "core/io/replaced_file.h"

#include <cerrno>
#include <fstream>
#include <iostream>

#include <unistd.h>

namespace counterpart::cli {

namespace fs = std::filesystem;

namespace {

bool isSpecial(const fs::path& path)
{
    return fs::exists(path) && !fs::is_regular_file(path);
}

fs::path folderOf(const fs::path& path)
{
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

} // namespace

void writeToStandardOutput(const std::string& text)
{
    std::cout << text << std::flush;
    if (!std::cout)
        throw core::Error(core::ErrorKind::Runtime, "standard output cannot be written");
}

void writeToFile(const fs::path& path, const std::string& text)
{
    core::replaceFile(path, [&](const fs::path& made) {
        errno = 0;
        std::ofstream file(made, std::ios::binary | std::ios::trunc);
        file << text;
        file.close();
        if (!file)
            core::failToWrite(path, errno != 0 ? errno : EIO);
    });
}

void requireWritable(const fs::path& path)
{
    if (fs::is_directory(path))
        core::failToWrite(path, EISDIR);
    const fs::path checked = isSpecial(path) ? path : folderOf(path);
    if (access(checked.c_str(), W_OK) != 0)
        core::failToWrite(path, errno);
}

void warn(const std::string& message)
{
    std::cerr << "warning: " << message << '\n';
}

} // namespace counterpart::cli
