#include "core/io/replaced_file.h"

#include "core/base/error.h"

#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <string>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace counterpart::core {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kTemporarySuffix = ".part";

fs::path folderOf(const fs::path& path)
{
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// "s.counterpart.4711-0.part": by process, and by what it writes at once.
fs::path temporaryFor(const fs::path& path)
{
    static std::atomic<unsigned> count = 0;
    return path.string() + '.' + std::to_string(::getpid()) + '-' + std::to_string(count++) +
           std::string(kTemporarySuffix);
}

void syncFile(const fs::path& path, const fs::path& shown)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0)
        failToWrite(shown, errno);
    const bool isSynced = ::fsync(file) == 0;
    const int error = errno;
    ::close(file);
    if (!isSynced)
        failToWrite(shown, error);
}

/// A rename lasts once the folder is on the disk; where folders cannot be synced nothing is lost.
void syncFolder(const fs::path& folder)
{
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
}

/// Removes what processes that are no more have left of their attempts to write `path`.
void removeLeftovers(const fs::path& path)
{
    const std::string prefix = path.filename().string() + '.';
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folderOf(path), error)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(prefix) || !name.ends_with(kTemporarySuffix))
            continue;
        const char* const end = name.data() + name.size() - kTemporarySuffix.size();
        pid_t process = 0;
        unsigned count = 0;
        const auto [dash, failure] = std::from_chars(name.data() + prefix.size(), end, process);
        if (failure != std::errc{} || process <= 0 || dash == end || *dash != '-')
            continue;
        const auto [next, noCount] = std::from_chars(dash + 1, end, count);
        if (noCount == std::errc{} && next == end && ::kill(process, 0) != 0 && errno == ESRCH)
            fs::remove(entry.path(), error);
    }
}

} // namespace

void failToWrite(const fs::path& path, int error)
{
    throw Error(ErrorKind::Runtime,
                path.string() + " cannot be written: " + std::generic_category().message(error));
}

void replaceFile(const fs::path& path, const std::function<void(const fs::path& file)>& write)
{
    std::error_code absent;
    if (fs::exists(path, absent) && !fs::is_regular_file(path, absent)) {
        if (fs::is_directory(path, absent))
            failToWrite(path, EISDIR);
        write(path);
        return;
    }
    const fs::path target = fs::is_symlink(path, absent) ? fs::weakly_canonical(path) : path;
    removeLeftovers(target);
    const fs::path temporary = temporaryFor(target);
    try {
        write(temporary);
        syncFile(temporary, path);
        fs::rename(temporary, target);
    } catch (const fs::filesystem_error& error) {
        std::remove(temporary.c_str());
        failToWrite(target, error.code().value());
    } catch (...) {
        std::remove(temporary.c_str());
        throw;
    }
    syncFolder(folderOf(target));
}

} // namespace counterpart::core
