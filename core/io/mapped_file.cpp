#include "core/io/mapped_file.h"

#include "core/base/error.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace counterpart::core {

MappedWindow::~MappedWindow()
{
    if (m_base)
        munmap(m_base, m_length);
}

MappedWindow::MappedWindow(MappedWindow&& other) noexcept
    : m_base(std::exchange(other.m_base, nullptr)),
      m_length(other.m_length),
      m_skip(other.m_skip)
{
}

MappedWindow& MappedWindow::operator=(MappedWindow&& other) noexcept
{
    std::swap(m_base, other.m_base);
    std::swap(m_length, other.m_length);
    std::swap(m_skip, other.m_skip);
    return *this;
}

MappedFile::MappedFile(std::filesystem::path path) : m_path(std::move(path))
{
    m_descriptor = open(m_path.c_str(), O_RDONLY | O_CLOEXEC);
    if (m_descriptor < 0) {
        throw InputError(m_path.string() +
                         " cannot be opened: " + std::system_category().message(errno) + ".");
    }
}

MappedFile::MappedFile(std::filesystem::path path, int descriptor)
    : m_path(std::move(path)),
      m_descriptor(descriptor)
{
}

MappedFile::~MappedFile()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

MappedFile MappedFile::temporary(std::filesystem::path path)
{
    std::string name = (std::filesystem::temp_directory_path() / "counterpart-XXXXXX").string();
    const int descriptor = mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) {
        throw Error(ErrorKind::Runtime, name + ", a temporary file, cannot be made: " +
                                            std::system_category().message(errno) + ".");
    }
    unlink(name.c_str()); // it goes with the descriptor, however the program ends
    return {std::move(path), descriptor};
}

void MappedFile::append(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            throw Error(ErrorKind::Runtime, m_path.string() +
                                                " cannot be expanded to a temporary file in " +
                                                std::filesystem::temp_directory_path().string() +
                                                ": " + std::system_category().message(errno) + ".");
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

std::uint64_t MappedFile::size() const
{
    struct stat facts
    {
    };
    return fstat(m_descriptor, &facts) == 0 ? static_cast<std::uint64_t>(facts.st_size) : 0;
}

void MappedFile::refuseEnd(std::uint64_t offset, std::size_t length) const
{
    throw InputError(m_path.string() + " is too short: it has " + std::to_string(size()) +
                     " bytes, and " + std::to_string(length) + " bytes at " +
                     std::to_string(offset) + " were expected.");
}

MappedWindow MappedFile::window(std::uint64_t offset, std::size_t length) const
{
    const std::uint64_t present = size();
    if (offset > present || length > present - offset)
        refuseEnd(offset, length);
    if (length == 0)
        return {};
    const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    const std::size_t skip = static_cast<std::size_t>(offset % page);
    void* const base = mmap(nullptr, length + skip, PROT_READ, MAP_SHARED, m_descriptor,
                            static_cast<off_t>(offset - skip));
    if (base == MAP_FAILED) {
        throw Error(ErrorKind::Runtime, m_path.string() + " cannot be mapped into memory: " +
                                            std::system_category().message(errno) + ".");
    }
    return {base, length + skip, skip};
}

void MappedFile::copy(std::uint64_t offset, std::size_t length, std::byte* target) const
{
    for (std::size_t done = 0; done < length;) {
        const ssize_t got =
            pread(m_descriptor, target + done, length - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            throw Error(ErrorKind::Runtime, m_path.string() + " cannot be read: " +
                                                std::system_category().message(errno) + ".");
        }
        if (got == 0)
            refuseEnd(offset, length);
        done += static_cast<std::size_t>(got);
    }
}

} // namespace counterpart::core
