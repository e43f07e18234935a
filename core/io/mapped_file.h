#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace counterpart::core {

/// Bytes of a file that are in memory only while they are looked at.
class MappedWindow
{
public:
    MappedWindow() = default;
    MappedWindow(void* base, std::size_t length, std::size_t skip)
        : m_base(base),
          m_length(length),
          m_skip(skip)
    {
    }
    ~MappedWindow();
    MappedWindow(MappedWindow&& other) noexcept;
    MappedWindow& operator=(MappedWindow&& other) noexcept;

    const std::byte* data() const { return static_cast<const std::byte*>(m_base) + m_skip; }

private:
    void* m_base = nullptr;
    std::size_t m_length = 0;
    std::size_t m_skip = 0; ///< bytes from the page's beginning to the window's
};

/// A file open for reading through the page cache. May be moved from only to be destroyed.
class MappedFile
{
public:
    /// Throws InputError if the file cannot be opened.
    explicit MappedFile(std::filesystem::path path);
    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&&) = delete;

    /// An empty file that no one else sees and that ends with this object, in the folder for
    /// temporary files; `path` names it in messages. Throws Error if it cannot be made.
    static MappedFile temporary(std::filesystem::path path);
    /// Writes to the end of a temporary file. Throws Error if the disk is full.
    void append(std::span<const std::byte> bytes);

    const std::filesystem::path& path() const { return m_path; }
    /// Its present length in bytes.
    std::uint64_t size() const;
    /// Throws InputError if the file ends before offset + length (it was cut while it was read).
    MappedWindow window(std::uint64_t offset, std::size_t length) const;
    /// Copies bytes without mapping them. Throws InputError as window() does.
    void copy(std::uint64_t offset, std::size_t length, std::byte* target) const;

private:
    MappedFile(std::filesystem::path path, int descriptor);
    [[noreturn]] void refuseEnd(std::uint64_t offset, std::size_t length) const;

    std::filesystem::path m_path;
    int m_descriptor = -1;
};

} // namespace counterpart::core
