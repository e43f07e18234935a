#include "core/io/replaced_file.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
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

/// Folders may be shared between machines, whose processes have the same numbers.
std::string hostName()
{
    std::array<char, 256> name{};
    const bool isKnown = ::gethostname(name.data(), name.size() - 1) == 0 && name[0] != '\0';
    return isKnown ? name.data() : "localhost";
}

/// What the names of this machine's attempts to write `path` begin with; of a long name the
/// beginning, so that what follows has room.
std::string temporaryPrefix(const fs::path& path)
{
    constexpr std::size_t kLongestName = 255;
    constexpr std::size_t kNumbers = 30; // "4711-0.part"
    const std::string host = '.' + hostName() + '.';
    const std::size_t used = std::min(kLongestName, host.size() + kNumbers);
    return path.filename().string().substr(0, kLongestName - used) + host;
}

/// "s.counterpart.host.4711-0.part": by machine, by process, and by what it writes at once.
fs::path temporaryFor(const fs::path& path)
{
    static std::atomic<unsigned> count = 0;
    return folderOf(path) / (temporaryPrefix(path) + std::to_string(::getpid()) + '-' +
                             std::to_string(count++) + std::string(kTemporarySuffix));
}

/// The file that is meant where `path` is a link, which may lead to what is not there yet.
fs::path behindLink(const fs::path& path)
{
    constexpr int kMostLinks = 40; // as the system follows
    fs::path target = path;
    std::error_code error;
    for (int links = 0; fs::is_symlink(target, error); ++links) {
        const fs::path next = fs::read_symlink(target, error);
        if (error || links == kMostLinks)
            failToWrite(path, error ? error.value() : ELOOP);
        target = target.parent_path() / next; // an absolute one stands alone
    }
    return target;
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

/// Removes what processes of this machine that are no more have left of their attempts to write
/// `path`.
void removeLeftovers(const fs::path& path)
{
    const std::string prefix = temporaryPrefix(path);
    std::error_code error;
    fs::directory_iterator entries(folderOf(path), error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
        const fs::directory_entry& entry = *entries;
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
            std::remove(entry.path().c_str());
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
    const fs::path target = behindLink(path);
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
