#include "cli/output.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <system_error>

#include <unistd.h>

namespace counterpart::cli {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void failToWrite(const fs::path& path, int error)
{
    throw core::Error(core::ErrorKind::Runtime, path.string() + ": cannot be written: " +
                                                    std::generic_category().message(error));
}

void writeAll(const fs::path& path, const std::string& text)
{
    errno = 0;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file)
        failToWrite(path, errno != 0 ? errno : EIO);
}

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
    if (isSpecial(path)) {
        writeAll(path, text);
        return;
    }
    const fs::path target = fs::is_symlink(path) ? fs::weakly_canonical(path) : path;
    fs::path temporary = target;
    temporary += "." + std::to_string(getpid()) + ".tmp";
    try {
        writeAll(temporary, text);
        fs::rename(temporary, target);
    } catch (const fs::filesystem_error& error) {
        std::remove(temporary.c_str());
        failToWrite(target, error.code().value());
    } catch (const core::Error&) {
        std::remove(temporary.c_str());
        throw;
    }
}

void requireWritable(const fs::path& path)
{
    if (fs::is_directory(path))
        failToWrite(path, EISDIR);
    const fs::path checked = isSpecial(path) ? path : folderOf(path);
    if (access(checked.c_str(), W_OK) != 0)
        failToWrite(path, errno);
}

void warn(const std::string& message)
{
    std::cerr << "warning: " << message << '\n';
}

} // namespace counterpart::cli
