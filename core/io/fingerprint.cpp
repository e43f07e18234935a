#include "core/io/fingerprint.h"

#include "core/base/error.h"
#include "core/io/mapped_file.h"

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace counterpart::core {

namespace {

constexpr std::uint64_t kWhole = 1u << 20;
constexpr std::uint64_t kEnd = 256u << 10;
constexpr std::uint64_t kBlock = 4u << 10;
constexpr std::uint64_t kBlocks = 64;

/// FNV-1a (Fowler, Noll, Vo): h = (h xor byte) * prime.
class Hash
{
public:
    void add(std::span<const std::byte> bytes)
    {
        constexpr std::uint64_t kPrime = 0x100000001b3;
        for (const std::byte byte : bytes)
            m_value = (m_value ^ std::to_integer<std::uint64_t>(byte)) * kPrime;
    }
    void add(const MappedFile& file, std::uint64_t offset, std::uint64_t length)
    {
        m_buffer.resize(length);
        file.copy(offset, length, m_buffer.data());
        add(m_buffer);
    }
    std::uint64_t value() const { return m_value; }

private:
    std::uint64_t m_value = 0xcbf29ce484222325;
    std::vector<std::byte> m_buffer;
};

/// None if the file system does not say.
std::optional<std::int64_t> modifiedAt(const std::filesystem::path& path)
{
    std::error_code error;
    const auto time = std::filesystem::last_write_time(path, error);
    if (error)
        return std::nullopt;
    const auto since = std::chrono::file_clock::to_sys(time).time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

std::uint64_t hashOf(const MappedFile& file, std::uint64_t size)
{
    Hash hash;
    for (int shift = 0; shift < 64; shift += 8) {
        const std::byte byte{static_cast<unsigned char>(size >> shift)};
        hash.add({&byte, 1});
    }
    if (size <= kWhole) {
        hash.add(file, 0, size);
        return hash.value();
    }
    hash.add(file, 0, kEnd);
    const std::uint64_t span = size - 2 * kEnd - kBlock;
    for (std::uint64_t i = 0; i < kBlocks; ++i)
        hash.add(file, kEnd + span * i / (kBlocks - 1), kBlock);
    hash.add(file, size - kEnd, kEnd);
    return hash.value();
}

} // namespace

Fingerprint fingerprintOf(const std::filesystem::path& path)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        throw InputError(path.string() + " is a folder; a file was expected.");
    const MappedFile file(path);
    Fingerprint print;
    print.size = file.size();
    print.modified = modifiedAt(path).value_or(0);
    print.hash = hashOf(file, print.size);
    return print;
}

bool sameContent(const Fingerprint& a, const Fingerprint& b)
{
    return a.size == b.size && a.hash == b.hash;
}

bool isUnchanged(const std::filesystem::path& path, const Fingerprint& before)
{
    std::error_code error;
    if (std::filesystem::file_size(path, error) != before.size || error)
        return false;
    return modifiedAt(path) == before.modified || sameContent(fingerprintOf(path), before);
}

} // namespace counterpart::core
